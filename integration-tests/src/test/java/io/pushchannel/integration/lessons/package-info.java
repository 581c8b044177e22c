/** The lessons in {@code docs/lessons} say what is so. */
package io.pushchannel.integration.lessons;
