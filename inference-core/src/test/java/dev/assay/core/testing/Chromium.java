package dev.assay.core.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, driven over the DevTools protocol by its own keys and pages. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private int lastId;

  /**
   * @param folder where the browser keeps its profile and puts downloads
   */
  public Chromium(Path folder) throws IOException, InterruptedException {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    List<String> command = new ArrayList<>(List.of(program(), "--headless=new", "--no-sandbox"));
    command.addAll(
        List.of(
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--process-per-site",
            "--disable-background-networking",
            "--disable-component-update",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    HttpClient client = HttpClient.newHttpClient();
    socket =
        client.newWebSocketBuilder().buildAsync(page(client, port(profile)), new Listener()).join();
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Network.enable", Map.of());
    call(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString(), "eventsEnabled", true));
  }

  /** What {@code assay.chromium} names, or the first on the path; the test is skipped without. */
  private static String program() {
    String given = System.getProperty("assay.chromium", "");
    List<String> names = given.isEmpty() ? NAMES : List.of(given);
    for (String name : names) {
      if (name.contains(File.separator) && Files.isExecutable(Path.of(name))) {
        return name;
      }
      for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    return abort("needs Chromium or Chrome: none of " + names + " is on the path (assay.chromium)");
  }

  /** The browser writes it to its profile once it listens. */
  private String port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
        return Files.readAllLines(file).get(0);
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "the browser does not listen: " + Files.readString(profile.resolveSibling("chromium.log")));
  }

  private static URI page(HttpClient client, String port) throws IOException, InterruptedException {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
    for (int attempt = 0; attempt < 100; attempt++) {
      JsonNode targets =
          JSON.readTree(client.send(list, HttpResponse.BodyHandlers.ofString()).body());
      for (JsonNode target : targets) {
        if (target.path("type").asText().equals("page")) {
          return URI.create(target.path("webSocketDebuggerUrl").asText());
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("the browser has no page");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        try {
          JsonNode read = JSON.readTree(message.toString());
          if (read.has("id")) {
            answers.add(read);
          } else {
            events.add(read);
          }
        } catch (IOException e) {
          answers.add(JSON.createObjectNode().put("error", e.toString()));
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  public JsonNode call(String method, Object parameters) throws IOException, InterruptedException {
    ObjectNode message = JSON.createObjectNode().put("id", ++lastId).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode answer = answers.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    if (answer == null || answer.has("error") || answer.path("id").asInt() != lastId) {
      throw new IOException(method + ": " + answer);
    }
    return answer.path("result");
  }

  /** Opens a page and waits until it is loaded. */
  public void open(Path page) throws IOException, InterruptedException {
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    await("Page.loadEventFired");
  }

  public void reload() throws IOException, InterruptedException {
    // The event of a load before may come late: the page itself says that it is another one.
    value("window.loadedBefore = true");
    events.clear();
    call("Page.reload", Map.of());
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!isLoadedAnew()) {
      if (System.nanoTime() > end) {
        throw new IOException("the page was not loaded again: " + events);
      }
      Thread.sleep(10);
    }
  }

  private boolean isLoadedAnew() throws IOException, InterruptedException {
    try {
      return value("!window.loadedBefore && document.readyState === 'complete'").asBoolean();
    } catch (IOException e) {
      // Between two pages nothing can be asked.
      return false;
    }
  }

  private void await(String method) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (events(method).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("no " + method + " but " + events);
      }
      Thread.sleep(10);
    }
  }

  /** Since the page was opened or loaded again. */
  public List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"))
        .toList();
  }

  /** The value of an expression in the page. */
  public JsonNode value(String expression) throws IOException, InterruptedException {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** What an element shows, as a reader would copy it. */
  public String text(String id) throws IOException, InterruptedException {
    return value("document.getElementById('" + id + "').innerText").asText();
  }

  /** Presses a key and lets it go. */
  public void press(Key key) throws IOException, InterruptedException {
    press(key, 0, false);
  }

  /**
   * @param modifiers 1 Alt, 2 Control, 8 Shift
   * @param repeated as of a key that is held down
   */
  public void press(Key key, int modifiers, boolean repeated)
      throws IOException, InterruptedException {
    ObjectNode down =
        JSON.createObjectNode()
            .put("type", key.text().isEmpty() ? "rawKeyDown" : "keyDown")
            .put("key", key.key())
            .put("code", key.code())
            .put("windowsVirtualKeyCode", key.number())
            .put("modifiers", modifiers)
            .put("autoRepeat", repeated);
    if (!key.text().isEmpty()) {
      down.put("text", key.text());
    }
    call("Input.dispatchKeyEvent", down);
    down.remove(List.of("text", "autoRepeat"));
    call("Input.dispatchKeyEvent", down.put("type", "keyUp"));
  }

  /** Types a text letter by letter. */
  public void type(String text) throws IOException, InterruptedException {
    for (int i = 0; i < text.length(); i++) {
      press(Key.of(text.charAt(i)));
    }
  }

  /** A picture of the whole page in a window of this size. */
  public void screenshot(Path file, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    String picture = call("Page.captureScreenshot", Map.of()).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** A downloaded file, once it is whole. */
  public static Path downloaded(Path folder, String ending)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < end) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "no file " + ending + " was downloaded: " + Arrays.toString(folder.toFile().list()));
  }

  /**
   * @param key as the page is told it, e.g. {@code ArrowLeft}
   * @param number Windows' virtual key code, which Chromium goes by
   * @param text that the key types; empty for none
   */
  public record Key(String key, String code, int number, String text) {
    public static final Key LEFT = new Key("ArrowLeft", "ArrowLeft", 37, "");
    public static final Key RIGHT = new Key("ArrowRight", "ArrowRight", 39, "");
    public static final Key SPACE = new Key(" ", "Space", 32, " ");
    public static final Key BACKSPACE = new Key("Backspace", "Backspace", 8, "");
    public static final Key ENTER = new Key("Enter", "Enter", 13, "\r");
    public static final Key TAB = new Key("Tab", "Tab", 9, "");
    public static final Key ESCAPE = new Key("Escape", "Escape", 27, "");

    public static Key of(char letter) {
      String text = String.valueOf(letter);
      return new Key(text, "", Character.toUpperCase(letter), text);
    }
  }

  /** Asks the browser to end, which tidies up, and makes sure that it has. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    socket.sendText("{\"id\": 0, \"method\": \"Browser.close\"}", true);
    process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    socket.abort();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }
}
