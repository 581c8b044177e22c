package io.pushchannel.examples.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application with the libraries of Spring Boot 3.5 in one module, of 4.1 in the other.
 */
class PushApplicationTest {

  private static final Price PRICE = new Price("EURUSD", 1.0842);

  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void start() {
    application = SpringApplication.run(PushApplication.class, "--server.port=0", "--push.port=0");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  static Stream<PushTransport> transports() {
    return ServiceLoader.load(PushTransport.class).stream().map(ServiceLoader.Provider::get);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void anObjectPublishedByAControllerReachesEveryTransport(PushTransport transport)
      throws Exception {
    BlockingQueue<Price> received = new LinkedBlockingQueue<>();
    try (PushChannel channel =
        PushChannel.to(application.getBean(PushServer.class).uri()).transport(transport).topics(Set.of("prices")).options(PushOptions.builder().after(Cursor.EARLIEST).build()).listen(message -> received.add(message.dataAs(Price.class)))) {
      assertEquals(200, post("/prices?pair=EURUSD&rate=1.0842"));
      assertEquals(PRICE, received.poll(20, TimeUnit.SECONDS), channel::toString);
    }
  }

  private static int post(String path) throws Exception {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
