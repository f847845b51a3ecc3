package dev.assay.hub;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Which hub is asked, and by whom: {@code HF_ENDPOINT} and {@code HF_TOKEN}, as all its tools. */
public final class HubEndpoint {
  private static final String USUAL = "https://huggingface.co";

  private final URI base;

  /** Sent to this endpoint alone, and shown nowhere. */
  private final String token;

  private HubEndpoint(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * @param environment of the process
   * @throws AssayException of kind USAGE where the endpoint is no URL of a web server, or the token
   *     cannot be one, or would travel unencrypted
   */
  public static HubEndpoint of(Map<String, String> environment) {
    String text = environment.getOrDefault("HF_ENDPOINT", "").strip();
    URI base = base(text.isEmpty() ? USUAL : text);
    String token = environment.getOrDefault("HF_TOKEN", "").strip();
    if (!token.matches("[!-~]*")) {
      throw usage("HF_TOKEN is not used", "it holds characters that no token has", "set it anew");
    }
    boolean here = base.getHost().matches("localhost|127\\..*|\\[::1\\]");
    if (!token.isEmpty() && !base.getScheme().equals("https") && !here) {
      throw usage(
          "HF_TOKEN is not sent to " + base,
          "anybody on the way could read it",
          "give HF_ENDPOINT with https, or unset HF_TOKEN");
    }
    return new HubEndpoint(base, token.isEmpty() ? null : token);
  }

  private static URI base(String text) {
    try {
      URI base = URI.create(text.replaceAll("/+$", ""));
      boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
      if (web && base.getHost() != null && base.getUserInfo() == null && base.getQuery() == null) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      throw usage("HF_ENDPOINT cannot be used", e.getMessage(), "set it as " + USUAL);
    }
    throw usage("HF_ENDPOINT cannot be used", "it is no URL of a web server", "set it as " + USUAL);
  }

  private static AssayException usage(String problem, String cause, String cure) {
    return new AssayException(ErrorKind.USAGE, problem, cause, cure);
  }

  /** What a repository holds. */
  URI listing(HubRepository repository) {
    return base.resolve(
        base.getRawPath()
            + "/api/models/"
            + repository.name()
            + "/revision/"
            + encoded(repository.revision())
            + "?blobs=true");
  }

  /** A file's content at a commit. */
  URI content(HubRepository repository, String commit, HubFile file) {
    StringBuilder path = new StringBuilder(base.getRawPath());
    path.append('/').append(repository.name()).append("/resolve/").append(encoded(commit));
    for (String part : file.path().split("/")) {
      path.append('/').append(encoded(part));
    }
    return base.resolve(path.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The page of a repository, for people. */
  String page(HubRepository repository) {
    return base + "/" + repository.name();
  }

  /** What a request to that place says of who asks; nothing to any other server. */
  Optional<String> authorization(URI place) {
    boolean same =
        base.getScheme().equals(place.getScheme())
            && base.getAuthority().equals(place.getAuthority());
    return same && token != null ? Optional.of("Bearer " + token) : Optional.empty();
  }

  boolean hasToken() {
    return token != null;
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
