package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Writes down every call, one line each. */
final class RecordingListener implements PushListener {

  final List<String> received = new CopyOnWriteArrayList<>();
  volatile CloseReason reason;
  Consumer<String> onCall = call -> {};
  BiFunction<Message, Exception, ListenerErrorAction> onError =
      (message, error) -> ListenerErrorAction.STOP;

  /** The calls other than those of states. */
  List<String> messages() {
    return received.stream().filter(call -> !call.matches("[A-Z].*")).toList();
  }

  @Override
  public void onMessage(Message message) {
    record(message.data());
  }

  @Override
  public void onGap(Gap gap) {
    record("gap " + gap.after() + " to " + gap.resumed() + ' ' + gap.reason());
  }

  @Override
  public void onState(PushState state, Exception cause) {
    record(state + (cause == null ? "" : ": " + cause.getMessage()));
  }

  @Override
  public ListenerErrorAction onListenerError(Message message, Exception error) {
    return onError.apply(message, error);
  }

  @Override
  public void onClosed(CloseReason newReason) {
    reason = newReason;
    record("closed");
  }

  private void record(String call) {
    received.add(call);
    onCall.accept(call);
  }
}
