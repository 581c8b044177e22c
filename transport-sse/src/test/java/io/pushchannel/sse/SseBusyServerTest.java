package io.pushchannel.sse;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A server without room for one more stream. */
class SseBusyServerTest {

  private final List<Exception> causes = new CopyOnWriteArrayList<>();

  @Test
  void aStreamThatIsNotOpenedIsAFailedAttemptThatIsRetried() throws Exception {
    PushListener listener =
        new PushListener() {
          @Override
          public void onMessage(Message message) {}

          @Override
          public void onState(PushState state, @Nullable Exception cause) {
            if (cause != null) {
              causes.add(cause);
            }
          }
        };
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server =
            PushServer.builder(bus)
                .port(0)
                .transports(new SseTransport())
                .limits(ServerLimits.builder().connections(1).build())
                .start();
        Socket only = new Socket("127.0.0.1", server.port())) {
      await().until(() -> server.statistics().connections() == 1);
      try (PushChannel channel =
          PushChannel.open(server.uri(), new SseTransport(), Set.of("t"), listener)) {
        await().until(() -> !causes.isEmpty());
        Throwable cause = assertInstanceOf(IOException.class, causes.get(0));
        assertTrue(cause.getMessage().contains("503"), cause.getMessage());
        assertTrue(cause.getMessage().contains("connections"), cause.getMessage());
        assertEquals(PushState.RECONNECTING, channel.state());
        only.shutdownOutput();
        await().until(() -> channel.state() == PushState.OPEN);
      }
    }
  }
}
