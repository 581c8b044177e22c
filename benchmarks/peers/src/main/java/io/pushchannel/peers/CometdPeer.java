package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.ConnectSpec;
import java.io.IOException;
import java.net.URI;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.server.http.jakarta.CometDServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * CometD on Jetty with default settings, over long polling. CometD keeps a session and a queue per
 * client.
 */
final class CometdPeer implements Peer {

  private static final String CHANNEL = '/' + ConnectSpec.TOPIC;

  private final Server server = new Server();
  private final ServletContextHandler context = new ServletContextHandler("/");
  private final ServerConnector connector = new ServerConnector(server);
  private final ServerChannel channel;

  CometdPeer() throws IOException {
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(4096);
    server.addConnector(connector);
    ServletHolder servlet = new ServletHolder(CometDServlet.class);
    servlet.setAsyncSupported(true);
    servlet.setInitOrder(1);
    // the load client does not send cookies
    servlet.setInitParameter("trustClientSession", "true");
    servlet.setInitParameter("allowMultiSessionsNoBrowser", "true");
    context.addServlet(servlet, "/cometd/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("Jetty did not start: " + e.getMessage(), e);
    }
    BayeuxServer bayeux =
        (BayeuxServer) context.getServletContext().getAttribute(BayeuxServer.ATTRIBUTE);
    channel = bayeux.createChannelIfAbsent(CHANNEL, c -> c.setPersistent(true)).getReference();
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/cometd");
  }

  @Override
  public void publish(String text) {
    channel.publish(null, text, Promise.noop());
  }

  /** Returns the versions of the libraries in use. */
  static String versions() {
    return "CometD "
        + CometDServlet.class.getPackage().getImplementationVersion()
        + ", Jetty "
        + Server.getVersion();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
  }
}
