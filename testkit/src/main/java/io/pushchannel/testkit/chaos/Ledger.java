package io.pushchannel.testkit.chaos;

import io.pushchannel.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Balances what one channel heard against what was published. It balances if all of this holds:
 *
 * <ol>
 *   <li>Each message heard was published, on one of the channel's topics, with that text, and comes
 *       after everything heard before: none twice, none out of order, none after a gap that covered
 *       it.
 *   <li>Between two messages of a topic that follow each other (or the start, or the end) each
 *       message of that topic that was published in between and not heard is <em>covered</em>: a
 *       gap was heard between the two. If the channel has one topic, exactly one such gap has it in
 *       its range, after {@code after} and up to {@code resumed}. If it has more, the range may end
 *       before: the messages that another topic still retains come between the gap and the end of
 *       the loss, and after a break among these it may be announced again.
 *   <li>A gap begins at the place reached, and never leads back. Two gaps with no message between
 *       them are two losses, the second farther on, or have a break between them.
 *   <li>A gap that says {@code evicted} covers at least one message, and none that was still
 *       retained when it was heard: as many as the retention keeps were published after it, give or
 *       take {@value #UNDER_WAY} that were just being published. One that says {@code epoch} covers
 *       whatever the old bus had left, and what the new one lost before it was read.
 *   <li>The channel's cursor in the end is the place reached, and the last channels of a run have
 *       heard, or have covered, everything.
 * </ol>
 *
 * <p>A channel opened at {@code latest} starts at the first thing it heard; one opened at {@code
 * earliest} starts, for each topic, at the first message of that topic or at the first gap, because
 * what was gone before that it never asked for.
 */
final class Ledger {

  private static final int UNDER_WAY = 16;
  private static final int AROUND = 4;

  /** So many imbalances are told of a channel. */
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
   * What is wrong, and how many messages gaps have covered.
   *
   * @param imbalances empty if it balances
   */
  record Balance(List<Imbalance> imbalances, long covered) {}

  /**
   * Balances.
   *
   * @param retained how many messages of a topic the bus keeps; 0 if it may evict for another
   *     reason
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
        wrong("starts at " + account.start() + ", which is no place in any bus of this run");
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
      wrong("heard " + shown(message) + ", which is of none of its topics or of no bus");
      return;
    }
    Truth.Published published = truth.of(message.topic()).get(heard);
    if (published == null) {
      wrong("heard " + shown(message) + ", which was never published");
    } else if (published.hash() != message.hash()) {
      wrong("heard " + shown(message) + " with another text than was published");
    }
    if (place != null && !heard.isAfter(place)) {
      wrong("heard " + shown(message) + " though it had reached " + place + ": " + again(message));
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
    return account.heard().subList(0, at).contains(message) ? "a repetition" : "out of order";
  }

  private void gap(Heard.Gap heard) {
    Place after = truth.place(heard.gap().after());
    Place resumed = truth.place(heard.gap().resumed());
    if (after == null || resumed == null) {
      wrong("heard " + heard.gap() + ", which is of no bus of this run");
      return;
    }
    if (place == null) {
      startAt(after);
    } else if (!after.equals(place)) {
      wrong("heard " + heard.gap() + " though it had reached " + place);
    }
    if (after.isAfter(resumed)) {
      wrong("heard " + heard.gap() + ", which leads back");
      return;
    }
    if (latestGap != null && !broken && !resumed.isAfter(latestGap.resumed())) {
      wrong("heard " + heard.gap() + " again, with neither a message nor a break between");
    }
    account.topics().forEach(topic -> last.putIfAbsent(topic, after));
    OpenGap gap = new OpenGap(heard, after, resumed, account.topics());
    account.topics().forEach(topic -> gapsOf(topic).add(gap));
    place = resumed;
    latestGap = gap;
    broken = false;
  }

  /** Accounts for what was not heard of {@code topic} since its last message, up to {@code to}. */
  private void settle(String topic, @Nullable Place from, Place to) {
    if (from == null) {
      return; // opened at the earliest, and this is the first of the topic
    }
    NavigableMap<Place, Truth.Published> missing = truth.between(topic, from, to);
    if (missing.isEmpty()) {
      return;
    }
    List<OpenGap> open = gapsOf(topic);
    if (open.isEmpty()) {
      wrong(
          "never heard "
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
      wrong("never heard " + missed + ", and " + times + " gaps cover it where one should");
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
                + " though only "
                + since
                + " messages came after it and "
                + retained
                + " are retained: "
                + gap.gap());
      }
    }
  }

  /** The gaps before the message of {@code topic} just heard have no more to cover on it. */
  private void decide(String topic) {
    for (OpenGap gap : gapsOf(topic)) {
      if (gap.isNeedlessAfter(topic) && gap.isEviction()) {
        wrong("heard " + gap.gap() + ", which covers nothing");
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
      wrong("its cursor in the end is " + account.end() + ", what it heard leads to " + reached);
    }
    for (String topic : account.topics()) {
      settle(topic, last.get(topic), reached);
      NavigableMap<Place, Truth.Published> left = truth.of(topic).tailMap(reached, false);
      if (account.isLast() && !left.isEmpty()) {
        wrong("never came to " + left.size() + " of " + topic + ", the first " + left.firstKey());
      }
    }
  }

  private List<OpenGap> gapsOf(String topic) {
    return gaps.computeIfAbsent(topic, none -> new ArrayList<>());
  }

  private void wrong(String what) {
    if (imbalances.size() == MOST) {
      return; // the first ones tell it
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
