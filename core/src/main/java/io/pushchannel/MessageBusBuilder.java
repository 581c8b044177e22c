package io.pushchannel;

import static io.pushchannel.check.Arguments.requirePresent;

import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings of a bus. Not thread-safe. */
public final class MessageBusBuilder {

  private final Function<MessageBusBuilder, MessageBus> factory;
  private Retention retention = Retention.DEFAULT;
  private MessageCodec codec = MessageCodec.DEFAULT;
  private boolean publishTimes;
  private @Nullable Executor executor;

  MessageBusBuilder(Function<MessageBusBuilder, MessageBus> factory) {
    this.factory = factory;
  }

  /** Sets how many messages are kept, and for how long. */
  public MessageBusBuilder retention(Retention newRetention) {
    retention = requirePresent("retention", newRetention);
    return this;
  }

  /** Sets the codec of {@code publishJson} and of messages of subscriptions. */
  public MessageBusBuilder codec(MessageCodec newCodec) {
    codec = requirePresent("codec", newCodec);
    return this;
  }

  /**
   * Adds the time of publication to each message, also on the wire, about 20 bytes per message. Off
   * by default.
   */
  public MessageBusBuilder publishTimes(boolean enabled) {
    publishTimes = enabled;
    return this;
  }

  /**
   * Sets the executor that calls the listeners of {@link MessageBus#subscribe}. The bus does not
   * shut it down. By default the bus has daemon threads of its own, as many as there are
   * processors, which end when they are idle.
   */
  public MessageBusBuilder executor(Executor newExecutor) {
    executor = requirePresent("executor", newExecutor);
    return this;
  }

  /** Returns the retention. */
  public Retention retention() {
    return retention;
  }

  /** Returns the codec. */
  public MessageCodec codec() {
    return codec;
  }

  /** Returns true if messages have a time of publication. */
  public boolean publishTimes() {
    return publishTimes;
  }

  /** Returns the executor of subscriptions; null for the default. */
  public @Nullable Executor executor() {
    return executor;
  }

  /** Creates the bus. */
  public MessageBus build() {
    return factory.apply(this);
  }
}
