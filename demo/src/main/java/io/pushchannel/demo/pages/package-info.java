/**
 * The pages of the demo: files of the class path, and the rendered Markdown lessons. Start with
 * {@link io.pushchannel.demo.pages.Pages}.
 */
@NullMarked
package io.pushchannel.demo.pages;

import org.jspecify.annotations.NullMarked;
