/** The demo's pages in a real browser. */
package io.pushchannel.integration.demo;
