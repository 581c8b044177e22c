package io.pushchannel.examples;

import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Publishes to one device by its alias, to all devices with a tag, or to all devices, like the push
 * services of phones. There is no table of devices: an alias and a tag are topics, and a device
 * subscribes to its own. Messages sent while a device is offline stay in the log for as long as the
 * bus retains them.
 */
public final class DevicePush {

  private static final String ALL = "device";

  private final MessageBus bus;

  /**
   * Creates a publisher on {@code bus}. The retention of the bus limits how long a device may be
   * offline without losing messages.
   */
  public DevicePush(MessageBus bus) {
    this.bus = bus;
  }

  /**
   * Returns the topics of a device. Two of the 64 topics of a channel are reserved, so a device has
   * at most 62 tags.
   */
  public static Set<String> topics(String alias, Set<String> tags) {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(ALL);
    topics.add(aliasTopic(alias));
    tags.forEach(tag -> topics.add(tagTopic(tag)));
    return topics;
  }

  /** Sends a text to the device with this alias. */
  public CompletionStage<PublishResult> toAlias(String alias, String text) {
    return bus.publish(aliasTopic(alias), text);
  }

  /** Sends a text to every device with this tag. */
  public CompletionStage<PublishResult> toTag(String tag, String text) {
    return bus.publish(tagTopic(tag), text);
  }

  /** Sends a text to every device. */
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
