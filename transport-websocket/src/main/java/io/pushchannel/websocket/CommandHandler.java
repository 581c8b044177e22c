package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.spi.ReaderNotifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Executes the commands of a client on the log and on its feed. A rejected command costs one reply;
 * the connection continues.
 */
final class CommandHandler {

  private final Feed feed;
  private final EndpointContext settings;
  private final ReplyWriter answers;
  private final ReaderNotifier notifier;
  private @Nullable PublishQueue publishes;

  CommandHandler(
      Feed feed, EndpointContext settings, ReplyWriter answers, ReaderNotifier notifier) {
    this.feed = feed;
    this.settings = settings;
    this.answers = answers;
    this.notifier = notifier;
  }

  void execute(Command command) {
    String ref = command instanceof Command.Publish publish ? publish.ref() : null;
    try {
      if (command instanceof Command.Publish publish) {
        publish(publish);
      } else if (command instanceof Command.Subscribe subscribe) {
        subscribe(subscribe.topics());
      } else if (command instanceof Command.Unsubscribe unsubscribe) {
        unsubscribe(unsubscribe.topics());
      }
    } catch (HttpProblemException refusal) {
      answers.refused(ref, refusal);
    }
  }

  private void publish(Command.Publish publish) {
    settings.requireClientPublish();
    String topic = ReadRequest.requireTopic(requireText("topic", publish.topic()));
    String data = requireText("data", publish.data());
    requireSize(data);
    PublishQueue queue = publishes();
    queue.requireRoom();
    CompletableFuture<PublishResult> result =
        settings.log().append(topic, data, publish.key()).toCompletableFuture();
    queue.add(publish.ref(), result);
  }

  /** All of the topics, or none. */
  private void subscribe(List<String> topics) {
    settings.requireAllowSubscribe();
    requireValid(topics);
    List<String> added = new ArrayList<>();
    for (String topic : topics) {
      int before = feed.topics();
      feed.subscribe(topic);
      if (feed.topics() > before) {
        added.add(topic);
      }
      if (feed.topics() > settings.maxTopics()) {
        added.forEach(feed::unsubscribe);
        throw tooMany();
      }
    }
  }

  private void unsubscribe(List<String> topics) {
    requireValid(topics);
    topics.forEach(feed::unsubscribe);
  }

  private void requireValid(List<String> topics) {
    topics.forEach(ReadRequest::requireTopic);
    if (topics.size() > settings.maxTopics()) {
      throw tooMany();
    }
  }

  private HttpProblemException tooMany() {
    return new HttpProblemException(
        400,
        "Bad topic",
        "topics must be at most " + settings.maxTopics() + " (ServerLimits.topics), are more");
  }

  private PublishQueue publishes() {
    if (publishes == null) {
      publishes = new PublishQueue(answers, notifier);
    }
    return publishes;
  }

  private static String requireText(String field, @Nullable String text) {
    if (text == null) {
      throw new HttpProblemException(
          400, "Bad message", "\"" + field + "\" must be text, is missing");
    }
    return text;
  }

  private void requireSize(String data) {
    long size = data.codePoints().mapToLong(CommandHandler::bytesOfUtf8).sum();
    if (size > settings.maxMessageBytes()) {
      throw new HttpProblemException(
          413,
          "Too large",
          "data must have at most "
              + settings.maxMessageBytes()
              + " bytes (ServerLimits.bodyBytes), had "
              + size);
    }
  }

  private static long bytesOfUtf8(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
