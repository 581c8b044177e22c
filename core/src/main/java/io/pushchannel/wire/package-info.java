/**
 * Wire formats: encoding and decoding of messages, gaps and control objects, and the limits that
 * both ends share. For authors of transports.
 */
@NullMarked
package io.pushchannel.wire;

import org.jspecify.annotations.NullMarked;
