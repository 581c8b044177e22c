/** Tests of the peers. They use only the loopback network. */
package io.pushchannel.peers;
