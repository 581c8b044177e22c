package io.pushchannel.server;

import io.pushchannel.spi.PushEndpoint;

/** What the connections of a server share. */
record ServerContext(PushEndpoint router, OriginRule origins, ServerLimits limits, HeldBytes held) {

  ServerContext withRouter(PushEndpoint newRouter) {
    return new ServerContext(newRouter, origins, limits, held);
  }
}
