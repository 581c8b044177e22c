/**
 * Pages of this project in a real browser. Start with {@link
 * io.pushchannel.integration.browser.Browser}.
 */
package io.pushchannel.integration.browser;
