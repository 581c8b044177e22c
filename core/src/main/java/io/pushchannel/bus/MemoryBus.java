package io.pushchannel.bus;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.Retention;
import io.pushchannel.spi.Drain;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.WireFormat;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Under construction. */
public final class MemoryBus implements MessageBus {
  public MemoryBus(Retention retention) {}

  @Override
  public String epoch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Feed open(Collection<String> topics, Cursor after, WireFormat format, Drain drain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
