package dev.assay.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to one request, its redirections followed. */
final class HubAnswer implements AutoCloseable {
  private static final int MOST_REDIRECTIONS = 8;
  private static final int CONNECT_MILLISECONDS = 20_000;

  /** Between two reads; a server that sends nothing for so long has gone. */
  private static final int SILENCE_MILLISECONDS = 60_000;

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/.*");

  private final HttpURLConnection connection;
  private final int status;

  private HubAnswer(HttpURLConnection connection, int status) {
    this.connection = connection;
    this.status = status;
  }

  /**
   * Asks for what is at a place.
   *
   * @param from the first byte that is wanted
   * @throws IOException where there is no answer, or redirections lead nowhere or from https to
   *     http
   */
  static HubAnswer get(HubEndpoint endpoint, URI place, long from) throws IOException {
    URI at = place;
    for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
      HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_MILLISECONDS);
      connection.setReadTimeout(SILENCE_MILLISECONDS);
      connection.setUseCaches(false);
      connection.setRequestProperty("User-Agent", "assay");
      connection.setRequestProperty("Accept-Encoding", "identity");
      endpoint
          .authorization(at)
          .ifPresent(who -> connection.setRequestProperty("Authorization", who));
      if (from > 0) {
        connection.setRequestProperty("Range", "bytes=" + from + "-");
      }
      int status = connection.getResponseCode();
      String location = connection.getHeaderField("Location");
      if (status < 300 || status > 308 || status == 304 || location == null) {
        return new HubAnswer(connection, status);
      }
      connection.disconnect();
      at = next(at, location);
    }
    throw new IOException("more than " + MOST_REDIRECTIONS + " redirections");
  }

  private static URI next(URI at, String location) throws IOException {
    URI next;
    try {
      next = at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirection to no URL", e);
    }
    boolean web = "https".equals(next.getScheme()) || "http".equals(next.getScheme());
    if (!web || next.getHost() == null || at.getScheme().equals("https") && !isSecure(next)) {
      throw new IOException("a redirection to where nothing is fetched from: " + next.getScheme());
    }
    return next;
  }

  private static boolean isSecure(URI place) {
    return place.getScheme().equals("https");
  }

  int status() {
    return status;
  }

  InputStream body() throws IOException {
    return connection.getInputStream();
  }

  /** Bytes that are to come; −1 where that is not said. */
  long length() {
    return connection.getContentLengthLong();
  }

  /** The first byte's place in the file, of an answer that is a part of it; −1 where none is. */
  long firstByte() {
    String range = connection.getHeaderField("Content-Range");
    Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Seconds that the server wants to be left alone; 0 where it does not say. */
  int retryAfterSeconds() {
    String value = connection.getHeaderField("Retry-After");
    return value != null && value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
