package io.pushchannel.channel;

import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Allows one more attempt after a 401, because a supplier may return other headers for it. A second
 * consecutive 401 closes the channel. Confined to the channel's thread.
 */
final class HeaderRefresh {

  private static final int UNAUTHORIZED = 401;

  private final boolean hasSupplier;
  private boolean used;

  HeaderRefresh(PushOptions options) {
    this.hasSupplier = options.hasHeaderSupplier();
  }

  /** An attempt has opened: its headers were accepted. */
  void opened() {
    used = false;
  }

  /** Returns true if an attempt that ended with {@code cause} is to be repeated. */
  boolean allows(@Nullable Exception cause) {
    boolean isUnauthorized =
        cause instanceof PushRefusedException refusal && refusal.status() == UNAUTHORIZED;
    boolean allowed = isUnauthorized && hasSupplier && !used;
    used |= isUnauthorized;
    return allowed;
  }
}
