/**
 * Requests and responses: the rules of HTTP/1.1 that a request must keep, the host and origin
 * rules, and the headers of responses. Internal: its types are public only for the server's other
 * packages.
 */
@NullMarked
package io.pushchannel.server.http;

import org.jspecify.annotations.NullMarked;
