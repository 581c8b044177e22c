/** The demo's pages in a real browser. */
package io.pushchannel.cli.demo;
