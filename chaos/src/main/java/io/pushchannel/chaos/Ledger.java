package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the messages that one channel received with the published ones. The ledger balances if
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
 *       than the retention were published after it, with a tolerance of {@value #UNDER_WAY}
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
final class Ledger {

  private static final int UNDER_WAY = 16;
  private static final int AROUND = 4;

  /** Maximum number of reported imbalances per channel. */
  private static final int MOST = 20;

  private final Account account;
  private final Truth truth;
  private final long retained;
  private final List<Imbalance> imbalances = new ArrayList<>();
  private final Map<String, Place> last = new HashMap<>();
  private final Map<String, List<OpenGap>> gaps = new HashMap<>();
  private @Nullable Place place;
  private @Nullable OpenGap latestGap;
  private boolean broken;
  private int at;
  private long covered;

  private Ledger(Account account, Truth truth, long retained) {
    this.account = account;
    this.truth = truth;
    this.retained = retained;
  }

  /**
   * The result for one channel.
   *
   * @param imbalances the violations; empty if the ledger balances
   * @param covered number of messages covered by gaps
   */
  record Balance(List<Imbalance> imbalances, long covered) {}

  /**
   * Balances one channel.
   *
   * @param account everything that the channel received
   * @param truth the published messages
   * @param retained number of messages that the bus retains per topic; 0 if it may evict messages
   *     for another reason
   */
  static Balance of(Account account, Truth truth, long retained) {
    Ledger ledger = new Ledger(account, truth, retained);
    ledger.run();
    return new Balance(ledger.imbalances, ledger.covered);
  }

  private void run() {
    if (account.start().sequence() != Cursor.NO_SEQUENCE) {
      Place start = truth.place(account.start());
      if (start == null) {
        wrong("starts at " + account.start() + ", which is not a position of any bus of this run");
        return;
      }
      startAt(start);
    }
    for (at = 0; at < account.heard().size(); at++) {
      Heard heard = account.heard().get(at);
      if (heard instanceof Heard.Message message) {
        message(message);
      } else if (heard instanceof Heard.Gap gap) {
        gap(gap);
      } else {
        broken = true;
      }
    }
    end();
  }

  private void startAt(Place start) {
    place = start;
    if (!account.start().equals(Cursor.EARLIEST)) {
      account.topics().forEach(topic -> last.put(topic, start));
    }
  }

  private void message(Heard.Message message) {
    Place heard = truth.place(message.id());
    if (heard == null || !account.topics().contains(message.topic())) {
      wrong("received " + shown(message) + ", which belongs to none of its topics or to no bus");
      return;
    }
    Truth.Published published = truth.of(message.topic()).get(heard);
    if (published == null) {
      wrong("received " + shown(message) + ", which was never published");
    } else if (published.hash() != message.hash()) {
      wrong("received " + shown(message) + " with a text other than the published one");
    }
    if (place != null && !heard.isAfter(place)) {
      wrong("received " + shown(message) + " after it had reached " + place + again(message));
      return;
    }
    if (place == null) {
      startAt(heard);
    } else {
      settle(
          message.topic(), last.get(message.topic()), new Place(heard.bus(), heard.sequence() - 1));
    }
    decide(message.topic());
    last.put(message.topic(), heard);
    place = heard;
    latestGap = null;
    broken = false;
  }

  private String again(Heard.Message message) {
    return account.heard().subList(0, at).contains(message) ? ": repeated" : ": out of order";
  }

  private void gap(Heard.Gap heard) {
    Place after = truth.place(heard.gap().after());
    Place resumed = truth.place(heard.gap().resumed());
    if (after == null || resumed == null) {
      wrong("received " + heard.gap() + ", which belongs to no bus of this run");
      return;
    }
    if (place == null) {
      startAt(after);
    } else if (!after.equals(place)) {
      wrong("received " + heard.gap() + " after it had reached " + place);
    }
    if (after.isAfter(resumed)) {
      wrong("received " + heard.gap() + ", which moves backwards");
      return;
    }
    if (latestGap != null && !broken && !resumed.isAfter(latestGap.resumed())) {
      wrong("received " + heard.gap() + " again, without a message or disconnect in between");
    }
    account.topics().forEach(topic -> last.putIfAbsent(topic, after));
    OpenGap gap = new OpenGap(heard, after, resumed, account.topics());
    account.topics().forEach(topic -> gapsOf(topic).add(gap));
    place = resumed;
    latestGap = gap;
    broken = false;
  }

  /** Checks the messages of {@code topic} from its last one up to {@code to}: all were missed. */
  private void settle(String topic, @Nullable Place from, Place to) {
    if (from == null) {
      return; // opened at the earliest message, and this is the first one of the topic
    }
    NavigableMap<Place, Truth.Published> missing = truth.between(topic, from, to);
    if (missing.isEmpty()) {
      return;
    }
    List<OpenGap> open = gapsOf(topic);
    if (open.isEmpty()) {
      wrong(
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
    if (account.topics().size() == 1) {
      missing.keySet().forEach(each -> coveredOnce(each, open));
    }
    open.forEach(OpenGap::cover);
    covered += missing.size();
    requireGone(topic, missing.lastKey(), open.get(open.size() - 1));
  }

  private void coveredOnce(Place missed, List<OpenGap> open) {
    long times = open.stream().filter(gap -> gap.spans(missed)).count();
    if (times != 1) {
      wrong("missed " + missed + ", which " + times + " gaps cover instead of one");
    }
  }

  private void requireGone(String topic, Place newest, OpenGap gap) {
    if (retained > 0 && gap.isEviction() && newest.bus() == gap.head().bus()) {
      long since = truth.between(topic, newest, gap.head()).size();
      if (since < retained - UNDER_WAY) {
        wrong(
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
        wrong("received " + gap.gap() + ", which covers no message");
      }
    }
    gapsOf(topic).clear();
  }

  private void end() {
    at = account.heard().size();
    if (place == null) {
      return;
    }
    Place reached = place;
    if (!reached.equals(truth.place(account.end()))) {
      wrong("the final cursor is " + account.end() + ", but it had reached " + reached);
    }
    for (String topic : account.topics()) {
      settle(topic, last.get(topic), reached);
      NavigableMap<Place, Truth.Published> left = truth.of(topic).tailMap(reached, false);
      if (account.isLast() && !left.isEmpty()) {
        wrong("did not reach " + left.size() + " of " + topic + ", the first " + left.firstKey());
      }
    }
  }

  private List<OpenGap> gapsOf(String topic) {
    return gaps.computeIfAbsent(topic, none -> new ArrayList<>());
  }

  private void wrong(String what) {
    if (imbalances.size() == MOST) {
      return;
    }
    int from = Math.max(0, at - AROUND);
    int to = Math.min(account.heard().size(), at + AROUND);
    List<String> around = new ArrayList<>();
    for (int i = from; i < to; i++) {
      around.add((i == at ? "> " : "  ") + account.heard().get(i));
    }
    imbalances.add(new Imbalance(account.channel(), what, around));
  }

  private static String shown(Heard.Message message) {
    return message.id() + " of " + message.topic();
  }
}
