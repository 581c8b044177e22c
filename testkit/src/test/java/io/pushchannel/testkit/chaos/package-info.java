/** That the ledger of chaos sees what it should. */
package io.pushchannel.testkit.chaos;
