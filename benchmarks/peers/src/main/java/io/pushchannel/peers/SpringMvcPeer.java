package io.pushchannel.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.SpringVersion;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Spring MVC on Tomcat: a set with one {@link SseEmitter} without timeout per client, and one
 * {@code send} per client and message. Tomcat's connection limit is raised so that all clients can
 * stay connected.
 */
final class SpringMvcPeer implements Peer {

  private static final int CONNECTIONS = 20_000;

  private final Tomcat tomcat = new Tomcat();
  private final Streams streams = new Streams();

  SpringMvcPeer() throws IOException {
    Path home = Files.createTempDirectory("peer-tomcat");
    home.toFile().deleteOnExit();
    tomcat.setBaseDir(home.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxConnections", Integer.toString(CONNECTIONS));
    tomcat.getConnector().setProperty("acceptCount", "4096");

    var spring = new AnnotationConfigWebApplicationContext();
    spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("streams", streams));
    spring.register(Mvc.class);
    var context = tomcat.addContext("", null);
    Wrapper servlet = Tomcat.addServlet(context, "spring", new DispatcherServlet(spring));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    context.addServletMapping("/", "spring");
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IOException("Tomcat did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/events");
  }

  @Override
  public void publish(String text) {
    streams.send(text);
  }

  /** Returns the versions of the libraries in use. */
  static String versions() {
    return "Spring MVC " + SpringVersion.getVersion() + ", " + ServerInfo.getServerInfo();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop", e);
    }
  }

  /** The Spring configuration, which contains only the controller. */
  @Configuration
  @EnableWebMvc
  static class Mvc {

    @Bean
    EventsController events(Streams streams) {
      return new EventsController(streams);
    }
  }

  /** Opens a stream for each client. */
  @RestController
  static final class EventsController {

    private final Streams streams;

    EventsController(Streams streams) {
      this.streams = streams;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() throws IOException {
      return streams.open();
    }
  }

  /** The open streams. A failed send ends its stream, as Spring's documentation recommends. */
  static final class Streams {

    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

    SseEmitter open() throws IOException {
      SseEmitter stream = new SseEmitter(0L);
      stream.onCompletion(() -> open.remove(stream));
      stream.onError(failure -> open.remove(stream));
      stream.send(SseEmitter.event().comment("open"));
      open.add(stream);
      return stream;
    }

    void send(String text) {
      open.removeIf(stream -> !isSent(stream, text));
    }

    private static boolean isSent(SseEmitter stream, String text) {
      try {
        stream.send(text);
        return true;
      } catch (IOException | IllegalStateException e) {
        stream.completeWithError(e);
        return false;
      }
    }
  }
}
