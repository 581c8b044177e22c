package io.pushchannel.demo.tap;

import io.pushchannel.proxy.ConnectionObserver;
import io.pushchannel.proxy.Direction;
import io.pushchannel.proxy.EndedBy;

/** Records one connection through a tap. Confined to the thread of the tap. */
final class TappedConnection implements ConnectionObserver {

  private final EventRecorder recorder;
  private final RequestWatcher requests;
  private final ResponseWatcher responses;
  private final FrameWatcher framesUp;
  private final FrameWatcher framesDown;

  TappedConnection(EventRecorder recorder) {
    this.recorder = recorder;
    this.requests = new RequestWatcher(recorder);
    this.responses = new ResponseWatcher(recorder);
    this.framesUp = new FrameWatcher(recorder, true);
    this.framesDown = new FrameWatcher(recorder, false);
    recorder.add(Kind.OPENED, "");
  }

  @Override
  public void received(Direction direction, byte[] bytes) {
    if (direction == Direction.DOWN) {
      framesDown.received(bytes, responses.received(bytes));
    } else if (responses.isUpgraded()) {
      framesUp.received(bytes, 0);
    } else {
      requests.received(bytes);
    }
  }

  @Override
  public void ended(EndedBy side) {
    recorder.add(
        Kind.CLOSED,
        switch (side) {
          case CLIENT -> "by the client";
          case SERVER -> "by the server";
          case PROXY -> "cut";
        });
  }
}
