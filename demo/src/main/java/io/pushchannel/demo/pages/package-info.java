/**
 * The demo's pages: files of the class path, and the lessons, which are written in Markdown. Start
 * with {@link io.pushchannel.demo.pages.Pages}.
 */
@NullMarked
package io.pushchannel.demo.pages;

import org.jspecify.annotations.NullMarked;
