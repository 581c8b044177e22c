/**
 * Tests of the whole stack: all transports with the server, behind proxies, with injected faults,
 * and the dependencies between modules. Tests of one command are in the module {@code cli}.
 */
package io.pushchannel.integration;
