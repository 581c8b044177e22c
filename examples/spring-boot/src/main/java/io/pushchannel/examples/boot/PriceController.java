package io.pushchannel.examples.boot;

import io.pushchannel.MessageBus;
import java.util.concurrent.CompletionStage;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Publishes each price that it receives. */
@RestController
class PriceController {

  private final MessageBus bus;

  PriceController(MessageBus bus) {
    this.bus = bus;
  }

  @PostMapping("/prices")
  CompletionStage<String> publish(@RequestParam String pair, @RequestParam double rate) {
    return bus.publishJson("prices", new Price(pair, rate))
        .thenApply(result -> result.id().toString());
  }
}
