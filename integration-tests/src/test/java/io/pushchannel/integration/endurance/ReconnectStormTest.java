package io.pushchannel.integration.endurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.proxy.FaultProxy;
import io.pushchannel.server.PushServer;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import io.pushchannel.wire.Position;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * All clients of a server lose it at the same moment. They come back by themselves, not all at
 * once, and have missed nothing of what was published all the while. 1,000 light clients and 40
 * channels; with {@code -Dendurance=full} 5,000 and 200, or as many as may open files. They receive
 * 50,000 messages a second in all, which is less than an event loop can deliver one by one.
 */
@Timeout(120)
class ReconnectStormTest {

  private static final boolean FULL = "full".equals(System.getProperty("endurance"));
  private static final int LIGHT = affordable(FULL ? 5000 : 1000);
  private static final int CHANNELS = FULL ? 200 : 40;

  private static final List<PushTransport> TRANSPORTS =
      List.of(
          new SseTransport(),
          new WebSocketTransport(),
          new LongPollTransport(),
          new ShortPollTransport());

  private final MessageBus bus = MessageBus.inMemory();
  private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong published = new AtomicLong();
  private final List<PushChannel> channels = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private PushServer server = PushServer.builder(bus).port(0).start();
  private final FaultProxy proxy = new FaultProxy(server.port());
  private LightClients light;

  /** Two files a connection, both ends being here, and some for the rest. */
  private static int affordable(int wanted) {
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    int count = (int) Math.min(wanted, (files - 2000) / 2);
    if (count < wanted) {
      System.out.printf("%,d light clients in place of %,d: %,d files%n", count, wanted, files);
    }
    return count;
  }

  @BeforeEach
  void start() throws Exception {
    light = new LightClients(LIGHT, server.port(), Position.of(bus.cursor()).epoch());
    for (int i = 0; i < CHANNELS; i++) {
      Ledger ledger = new Ledger();
      ledgers.add(ledger);
      channels.add(
          PushChannel.open(proxy.before(server.uri()), TRANSPORTS.get(i % 4), Set.of("t"), ledger));
    }
    await("all to be open", this::areAllOpen);
    publisher.scheduleAtFixedRate(this::publish, 0, LIGHT / 50, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    publisher.shutdownNow();
    channels.forEach(PushChannel::close);
    light.close();
    proxy.close();
    server.close();
    bus.close();
  }

  @Test
  void clientsThatAreCutAtOnceComeBackAtDifferentTimesAndMissNothing() throws Exception {
    light.mark();
    light.cutAll();
    proxy.cutAll();
    awaitAllBack();
    assertNobodyMissedAnything();
    assertSpread("cut at once");
    assertEquals(0, light.account().failed(), "connections that were not accepted");
  }

  @Test
  void clientsOfAServerThatIsStartedAgainComeBackAtDifferentTimesAndMissNothing() throws Exception {
    int port = server.port();
    light.mark();
    server.close();
    server = PushServer.builder(bus).port(port).start();
    awaitAllBack();
    assertNobodyMissedAnything();
    assertSpread("server started again");
  }

  private void publish() {
    bus.publish("t", "text " + published.incrementAndGet());
  }

  private boolean areAllOpen() {
    return light.account().open() == LIGHT
        && channels.stream().allMatch(channel -> channel.state() == PushState.OPEN);
  }

  /** Not only open again: what was open before may not have noticed yet. */
  private void awaitAllBack() {
    await("all to be back", () -> light.returns().size() >= LIGHT && areAllOpen());
  }

  private void assertNobodyMissedAnything() throws Exception {
    publisher.shutdown();
    assertTrue(publisher.awaitTermination(10, TimeUnit.SECONDS));
    await("light clients to receive all", () -> light.allReceived(published.get()));
    await(
        "channels to receive all",
        () -> ledgers.stream().allMatch(ledger -> ledger.last == published.get()));
    LightClients.Account account = light.account();
    System.out.println(account);
    assertEquals(0, account.lost());
    assertEquals(0, account.repeated());
    assertTrue(account.received() > 0);
    ledgers.forEach(ledger -> assertEquals(0, ledger.wrong));
  }

  /**
   * In tenths of the time from the first to the last: no tenth has half of them. A herd has nearly
   * all.
   */
  private void assertSpread(String what) {
    List<Long> returns = light.returns();
    long first = returns.get(0);
    long window = returns.get(returns.size() - 1) - first + 1;
    int[] tenths = new int[10];
    returns.forEach(millis -> tenths[(int) ((millis - first) * 10 / window)]++);
    System.out.printf(
        "%s: %,d light clients back after %,d to %,d ms, in tenths %s%n",
        what, returns.size(), first, first + window - 1, Arrays.toString(tenths));
    for (int tenth : tenths) {
      assertTrue(tenth < returns.size() / 2, () -> returns.toString());
    }
    assertTrue(window > 500, () -> window + " ms");
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(Duration.ofSeconds(60)).until(condition);
  }

  /** Requires that each message of a channel has the next number. */
  private static final class Ledger implements PushListener {

    private volatile long last = -1;
    private volatile long wrong;

    @Override
    public void onMessage(Message message) {
      long number = Position.of(message.id()).sequence();
      wrong += last >= 0 && number != last + 1 ? 1 : 0;
      last = number;
    }

    @Override
    public void onGap(Gap gap) {
      wrong++;
    }
  }
}
