/** Checks the published artifacts. Runs after the jars of all modules are built. */
package io.pushchannel.integration.artifacts;
