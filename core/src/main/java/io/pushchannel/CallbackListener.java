package io.pushchannel;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener with the callbacks of a {@link PushChannelBuilder}. */
record CallbackListener(
    PushListener listener,
    @Nullable Consumer<Gap> gap,
    @Nullable Consumer<PushState> state,
    @Nullable Consumer<CloseReason> closed,
    @Nullable BiFunction<@Nullable Message, Exception, ListenerErrorAction> error)
    implements PushListener {

  @Override
  public void onMessage(Message message) {
    listener.onMessage(message);
  }

  @Override
  public void onGap(Gap lost) {
    call(gap, lost);
    listener.onGap(lost);
  }

  @Override
  public void onState(PushState newState, @Nullable Exception cause) {
    call(state, newState);
    listener.onState(newState, cause);
  }

  @Override
  public ListenerErrorAction onListenerError(@Nullable Message message, Exception thrown) {
    return error == null ? listener.onListenerError(message, thrown) : error.apply(message, thrown);
  }

  @Override
  public void onClosed(CloseReason reason) {
    call(closed, reason);
    listener.onClosed(reason);
  }

  private static <T> void call(@Nullable Consumer<T> callback, T value) {
    if (callback != null) {
      callback.accept(value);
    }
  }
}
