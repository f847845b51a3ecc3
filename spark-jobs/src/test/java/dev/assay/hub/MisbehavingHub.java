package dev.assay.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.core.digest.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A hub of one repository, which can be told what to do wrong next. */
final class MisbehavingHub implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /** An answer to one request, in the place of the right one. */
  interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  /** What was asked. */
  record Asked(String path, String range, String authorization) {}

  private final HttpServer server;
  private final String repository;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> listed = new LinkedHashMap<>();
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  MisbehavingHub(String repository) throws IOException {
    this.repository = repository;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Small, as git holds it. */
  void small(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    files.put(path, bytes);
    list(path, "\"size\":%d,\"blobId\":\"%s\"".formatted(bytes.length, blob(bytes)));
  }

  /** Large, with a sha256. */
  void large(String path, byte[] content) {
    files.put(path, content);
    list(
        path,
        "\"size\":%1$d,\"blobId\":\"%3$s\",\"lfs\":{\"sha256\":\"%2$s\",\"size\":%1$d}"
            .formatted(content.length, Sha256.of(content), "0".repeat(40)));
  }

  /** Something else in the list than what is served. */
  void list(String path, String rest) {
    listed.put(path, "{\"rfilename\":\"%s\",%s}".formatted(path, rest));
  }

  /** What is served from now on, whatever the list says. */
  void serve(String path, byte[] content) {
    files.put(path, content);
  }

  /** The next answers for a path within the repository; "" is the list. */
  void next(String path, Fault... wrong) {
    faults.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(wrong));
  }

  static Fault status(int status) {
    return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
  }

  /** The right headers, and a connection that ends after some bytes of the whole file. */
  static Fault cutAfter(int bytes) {
    return (exchange, content) -> {
      int from = from(exchange);
      head(exchange, content, from);
      exchange.getResponseBody().write(content, from, Math.max(0, bytes - from));
      exchange.getResponseBody().flush();
    };
  }

  static Fault redirect(String to) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** A server that knows no ranges. */
  static Fault whole() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(
          new Asked(
              path,
              exchange.getRequestHeaders().getFirst("Range"),
              exchange.getRequestHeaders().getFirst("Authorization")));
      String list = "/api/models/" + repository + "/revision/main";
      String prefix = "/" + repository + "/resolve/" + COMMIT + "/";
      if (path.equals(list)) {
        respond(exchange, "", list());
      } else if (path.startsWith(prefix) && files.containsKey(path.substring(prefix.length()))) {
        String name = path.substring(prefix.length());
        respond(exchange, name, files.get(name));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void respond(HttpExchange exchange, String name, byte[] content) throws IOException {
    Deque<Fault> wrong = faults.get(name);
    if (wrong != null && !wrong.isEmpty()) {
      wrong.poll().answer(exchange, content);
      return;
    }
    int from = from(exchange);
    head(exchange, content, from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  private byte[] list() {
    return "{\"sha\":\"%s\",\"cardData\":{\"license\":\"mit\"},\"siblings\":[%s]}"
        .formatted(COMMIT, String.join(",", listed.values()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int from(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
  }

  private static void head(HttpExchange exchange, byte[] content, int from) throws IOException {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    int length = content.length - from;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
  }

  private static String blob(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] weights(int bytes) {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) (i * 31 + i / 251);
    }
    return content;
  }

  static byte[] changed(byte[] content) {
    byte[] other = Arrays.copyOf(content, content.length);
    other[other.length / 2] ^= 1;
    return other;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
