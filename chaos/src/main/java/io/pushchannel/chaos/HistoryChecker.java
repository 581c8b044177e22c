package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.wire.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the messages that one channel received with the published ones. There is no violation if
 * all of the following holds:
 *
 * <ol>
 *   <li>Each received message was published on one of the channel's topics with the same text. It
 *       follows everything received before: no message is repeated, out of order, or behind a gap
 *       that covered it.
 *   <li>Consider two consecutive messages of a topic, or the start, or the end. Each message of the
 *       topic that was published between them and not received is <em>covered</em>: a gap was
 *       received between the two. If the channel has one topic, the message is in the range of
 *       exactly one such gap, after {@code after} and up to {@code resumed}. If the channel has
 *       several topics, the range may end earlier, because another topic still retains messages of
 *       the lost range. After a disconnect within these messages, the gap may be repeated.
 *   <li>A gap begins at the current position, and never moves backwards. Between two gaps there is
 *       a message or a disconnect, or the second gap leads farther.
 *   <li>A gap with the reason {@code evicted} covers at least one message, and no message that was
 *       still retained when the gap was received. A message counts as retained if fewer messages
 *       than the retention were published after it, with a tolerance of {@value #IN_FLIGHT}
 *       concurrent publishes. A gap with the reason {@code epoch} covers the rest of the old bus,
 *       and messages that the new bus evicted before they were read.
 *   <li>The final cursor of the channel is its current position. For the last channels of a run,
 *       each message is received or covered.
 * </ol>
 *
 * <p>A channel opened at {@code latest} starts at the first message or gap that it receives. A
 * channel opened at {@code earliest} starts, for each topic, at the first message of that topic or
 * at the first gap, because it did not request messages that were evicted earlier.
 */
final class HistoryChecker {

  private static final int IN_FLIGHT = 16;
  private static final int AROUND = 4;

  /** Maximum number of reported violations per channel. */
  private static final int MAX_VIOLATIONS = 20;

  private final ChannelHistory history;
  private final PublishedLog log;
  private final long retained;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, BusPosition> last = new HashMap<>();
  private final Map<String, List<OpenGap>> gaps = new HashMap<>();
  private @Nullable BusPosition position;
  private @Nullable OpenGap latestGap;
  private boolean broken;
  private int at;
  private long covered;

  private HistoryChecker(ChannelHistory history, PublishedLog log, long retained) {
    this.history = history;
    this.log = log;
    this.retained = retained;
  }

  /**
   * The result for one channel.
   *
   * @param violations the violations; empty if the guarantees held
   * @param covered number of messages covered by gaps
   */
  record Result(List<Violation> violations, long covered) {}

  /**
   * Checks one channel.
   *
   * @param history everything that the channel received
   * @param log the published messages
   * @param retained number of messages that the bus retains per topic; 0 if it may evict messages
   *     for another reason
   */
  static Result check(ChannelHistory history, PublishedLog log, long retained) {
    HistoryChecker checker = new HistoryChecker(history, log, retained);
    checker.run();
    return new Result(checker.violations, checker.covered);
  }

  private void run() {
    if (Position.of(history.start()).isNumbered()) {
      BusPosition start = log.position(history.start());
      if (start == null) {
        report("starts at " + history.start() + ", which is not a position of any bus of this run");
        return;
      }
      startAt(start);
    }
    for (at = 0; at < history.received().size(); at++) {
      Received received = history.received().get(at);
      if (received instanceof Received.Message message) {
        message(message);
      } else if (received instanceof Received.Gap gap) {
        gap(gap);
      } else {
        broken = true;
      }
    }
    end();
  }

  private void startAt(BusPosition start) {
    position = start;
    if (!history.start().equals(Cursor.EARLIEST)) {
      history.topics().forEach(topic -> last.put(topic, start));
    }
  }

  private void message(Received.Message message) {
    BusPosition received = log.position(message.id());
    if (received == null || !history.topics().contains(message.topic())) {
      report("received " + shown(message) + ", which belongs to none of its topics or to no bus");
      return;
    }
    PublishedLog.Published published = log.of(message.topic()).get(received);
    if (published == null) {
      report("received " + shown(message) + ", which was never published");
    } else if (published.hash() != message.hash()) {
      report("received " + shown(message) + " with a text other than the published one");
    }
    if (position != null && !received.isAfter(position)) {
      report("received " + shown(message) + " after it had reached " + position + again(message));
      return;
    }
    if (position == null) {
      startAt(received);
    } else {
      settle(
          message.topic(),
          last.get(message.topic()),
          new BusPosition(received.bus(), received.sequence() - 1));
    }
    decide(message.topic());
    last.put(message.topic(), received);
    position = received;
    latestGap = null;
    broken = false;
  }

  private String again(Received.Message message) {
    return history.received().subList(0, at).contains(message) ? ": repeated" : ": out of order";
  }

  private void gap(Received.Gap received) {
    BusPosition after = log.position(received.gap().after());
    BusPosition resumed = log.position(received.gap().resumed());
    if (after == null || resumed == null) {
      report("received " + received.gap() + ", which belongs to no bus of this run");
      return;
    }
    if (position == null) {
      startAt(after);
    } else if (!after.equals(position)) {
      report("received " + received.gap() + " after it had reached " + position);
    }
    if (after.isAfter(resumed)) {
      report("received " + received.gap() + ", which moves backwards");
      return;
    }
    if (latestGap != null && !broken && !resumed.isAfter(latestGap.resumed())) {
      report("received " + received.gap() + " again, without a message or disconnect in between");
    }
    history.topics().forEach(topic -> last.putIfAbsent(topic, after));
    OpenGap gap = new OpenGap(received, after, resumed, history.topics());
    history.topics().forEach(topic -> gapsOf(topic).add(gap));
    position = resumed;
    latestGap = gap;
    broken = false;
  }

  /** Checks the messages of {@code topic} from its last one up to {@code to}: all were missed. */
  private void settle(String topic, @Nullable BusPosition from, BusPosition to) {
    if (from == null) {
      return; // opened at the earliest message, and this is the first one of the topic
    }
    NavigableMap<BusPosition, PublishedLog.Published> missing = log.between(topic, from, to);
    if (missing.isEmpty()) {
      return;
    }
    List<OpenGap> open = gapsOf(topic);
    if (open.isEmpty()) {
      report(
          "missed "
              + missing.size()
              + " of "
              + topic
              + " from "
              + missing.firstKey()
              + " to "
              + missing.lastKey()
              + ", and no gap covers them");
      return;
    }
    if (history.topics().size() == 1) {
      missing.keySet().forEach(each -> coveredOnce(each, open));
    }
    open.forEach(OpenGap::cover);
    covered += missing.size();
    requireGone(topic, missing.lastKey(), open.get(open.size() - 1));
  }

  private void coveredOnce(BusPosition missed, List<OpenGap> open) {
    long times = open.stream().filter(gap -> gap.spans(missed)).count();
    if (times != 1) {
      report("missed " + missed + ", which " + times + " gaps cover instead of one");
    }
  }

  private void requireGone(String topic, BusPosition newest, OpenGap gap) {
    if (retained > 0 && gap.isEviction() && newest.bus() == gap.head().bus()) {
      long since = log.between(topic, newest, gap.head()).size();
      if (since < retained - IN_FLIGHT) {
        report(
            "a gap covers "
                + newest
                + " of "
                + topic
                + " although only "
                + since
                + " messages followed it and "
                + retained
                + " are retained: "
                + gap.gap());
      }
    }
  }

  /** Closes the gaps before the received message of {@code topic} for this topic. */
  private void decide(String topic) {
    for (OpenGap gap : gapsOf(topic)) {
      if (gap.isNeedlessAfter(topic) && gap.isEviction()) {
        report("received " + gap.gap() + ", which covers no message");
      }
    }
    gapsOf(topic).clear();
  }

  private void end() {
    at = history.received().size();
    if (position == null) {
      return;
    }
    BusPosition reached = position;
    if (!reached.equals(log.position(history.end()))) {
      report("the final cursor is " + history.end() + ", but it had reached " + reached);
    }
    for (String topic : history.topics()) {
      settle(topic, last.get(topic), reached);
      NavigableMap<BusPosition, PublishedLog.Published> left =
          log.of(topic).tailMap(reached, false);
      if (history.isLast() && !left.isEmpty()) {
        report("did not reach " + left.size() + " of " + topic + ", the first " + left.firstKey());
      }
    }
  }

  private List<OpenGap> gapsOf(String topic) {
    return gaps.computeIfAbsent(topic, none -> new ArrayList<>());
  }

  private void report(String description) {
    if (violations.size() == MAX_VIOLATIONS) {
      return;
    }
    int from = Math.max(0, at - AROUND);
    int to = Math.min(history.received().size(), at + AROUND);
    List<String> around = new ArrayList<>();
    for (int i = from; i < to; i++) {
      around.add((i == at ? "> " : "  ") + history.received().get(i));
    }
    violations.add(new Violation(history.channel(), description, around));
  }

  private static String shown(Received.Message message) {
    return message.id() + " of " + message.topic();
  }
}
