/** The proxy's faults, each seen by literal bytes on real sockets. */
package io.pushchannel.testkit.proxy;
