package io.pushchannel.examples.boot;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application with a push server on a port of its own. */
@SpringBootApplication
public class PushApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(PushApplication.class, arguments);
  }

  @Bean
  MessageBus bus() {
    return MessageBus.inMemory();
  }

  /** Closed before the bus, because it depends on it. */
  @Bean
  PushServer pushServer(MessageBus bus, @Value("${push.port:8081}") int port) {
    return PushServer.builder(bus).port(port).start();
  }
}
