/**
 * Pages of this project in a real browser. Start with {@link io.pushchannel.cli.browser.Browser}.
 */
package io.pushchannel.cli.browser;
