package io.pushchannel.integration.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with a profile of its own: opens pages, remembers what they logged and what
 * they fetched, and takes pictures of them. Where there is no Chromium, the test that asks for one
 * is skipped and says so. By one thread at a time; closing it ends the browser.
 */
public final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Keeps a browser from asking the network for anything that the page did not ask for. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  private final Path profile;
  private final ChromeDriver driver;
  private final List<String> errors = new ArrayList<>();
  private final Requests requests = new Requests();

  private Browser(Path chromium, Path chromedriver) throws IOException {
    this.profile = Files.createTempDirectory("pushchannel-browser");
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    logging.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(ARGUMENTS);
    options.addArguments("--user-data-dir=" + profile);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    this.driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
  }

  /**
   * Starts a browser, or skips the test if {@code chromium} and {@code chromedriver} are missing.
   */
  public static Browser start() throws IOException {
    Path chromium = Programs.find("chromium", "chromium-browser", "google-chrome");
    Path chromedriver = Programs.find("chromedriver");
    assumeTrue(
        chromium != null && chromedriver != null,
        "skipped: this test needs chromium and chromedriver on the PATH");
    return new Browser(chromium, chromedriver);
  }

  /** Opens a page and waits until it has loaded. */
  public void open(URI page) {
    driver.get(page.toString());
  }

  /** What the page is shown on: also narrower than a window of a desktop can be. */
  public void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** Sets what {@code prefers-color-scheme} is: {@code light} or {@code dark}. */
  public void preferColours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Runs a script in this tab before the scripts of every page opened in it from now on. */
  public void addScript(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Opens a tab and turns to it. */
  public void openTab() {
    driver.switchTo().newWindow(WindowType.TAB);
  }

  /** Closes this tab and turns to the first one. */
  public void closeTab() {
    driver.close();
    driver.switchTo().window(driver.getWindowHandles().iterator().next());
  }

  /** Runs a script in the page and returns what it returns. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** For what this class has no word for: elements, waits, tabs. */
  public ChromeDriver driver() {
    return driver;
  }

  /** The errors logged so far, uncaught exceptions and failed loads included. */
  public List<String> errors() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
        errors.add(entry.getMessage());
      }
    }
    return List.copyOf(errors);
  }

  /** Every address that pages asked for so far, in order; WebSockets and EventSources included. */
  public List<URI> requests() {
    driver.manage().logs().get(LogType.PERFORMANCE).forEach(requests::add);
    return requests.all();
  }

  /** Those of {@link #requests()} that would have left this machine: a test expects none. */
  public List<URI> requestsToElsewhere() {
    return requests().stream().filter(request -> !Requests.isLocal(request)).toList();
  }

  /** A picture of the whole page, however long, in {@code target/screenshots/NAME.png}. */
  public Path screenshot(String name) {
    Number height = (Number) run("return document.documentElement.scrollHeight");
    Number width = (Number) run("return window.innerWidth");
    resize(width.intValue(), height.intValue());
    try {
      Files.createDirectories(SCREENSHOTS);
      return Files.write(
          SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      Programs.delete(profile);
    }
  }
}
