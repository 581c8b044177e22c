/** Tests of the proxy's faults, with literal bytes on real sockets. */
package io.pushchannel.proxy;
