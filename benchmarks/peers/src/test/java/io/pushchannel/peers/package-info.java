/** Tests of the peers, which need no network but loopback. */
package io.pushchannel.peers;
