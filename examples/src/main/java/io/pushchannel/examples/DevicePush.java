package io.pushchannel.examples;

import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Push as phones know it: to one device by its alias, to all that have a tag, or to all. There is
 * no table of devices: an alias and a tag are topics, and a device reads its own. What is sent
 * while it is offline waits in the log, for as long as the bus retains it.
 */
public final class DevicePush {

  private static final String ALL = "device";

  private final MessageBus bus;

  /**
   * Sends by {@code bus}; its retention is how long a device may be away without losing anything.
   */
  public DevicePush(MessageBus bus) {
    this.bus = bus;
  }

  /** What a device reads. Two of the 64 topics of a channel are taken, so 62 tags at most. */
  public static Set<String> topics(String alias, Set<String> tags) {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(ALL);
    topics.add(aliasTopic(alias));
    tags.forEach(tag -> topics.add(tagTopic(tag)));
    return topics;
  }

  /** Sends to one device. */
  public CompletionStage<PublishResult> toAlias(String alias, String text) {
    return bus.publish(aliasTopic(alias), text);
  }

  /** Sends to every device with this tag. */
  public CompletionStage<PublishResult> toTag(String tag, String text) {
    return bus.publish(tagTopic(tag), text);
  }

  /** Sends to every device. */
  public CompletionStage<PublishResult> toAll(String text) {
    return bus.publish(ALL, text);
  }

  private static String aliasTopic(String alias) {
    return ALL + ".alias." + alias;
  }

  private static String tagTopic(String tag) {
    return ALL + ".tag." + tag;
  }
}
