package dev.assay.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.hub.FileDigest.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository holds, as {@code /api/models/NAME/revision/REVISION?blobs=true} has it.
 *
 * @param commit that the revision stands for
 * @param licence as its card names it
 * @param files by their paths
 */
record HubListing(String commit, String licence, Map<String, HubFile> files) {
  private static final String NOT_NAMED = "not named";

  /**
   * Reads the answer.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA where it is none
   */
  static HubListing parse(byte[] answer, HubErrors errors) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(new String(answer, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw errors.unusable("the list of files", "it is no JSON: " + e.getOriginalMessage());
    }
    String commit = root.path("sha").asText();
    if (!Kind.GIT_BLOB.fits(commit)) {
      throw errors.unusable("the list of files", "its commit 'sha' is '" + commit + "'");
    }
    Map<String, HubFile> files = new LinkedHashMap<>();
    for (JsonNode one : root.path("siblings")) {
      file(one).ifPresent(file -> files.put(file.path(), file));
    }
    return new HubListing(commit, licence(root), files);
  }

  /** Nothing of what has no length or digest: whoever wants it finds it missing. */
  private static Optional<HubFile> file(JsonNode one) {
    String path = one.path("rfilename").asText();
    JsonNode large = one.path("lfs");
    boolean pointer = large.isObject();
    JsonNode length = pointer ? large.path("size") : one.path("size");
    String digest = (pointer ? large.path("sha256") : one.path("blobId")).asText();
    Kind kind = pointer ? Kind.SHA256 : Kind.GIT_BLOB;
    boolean whole = length.isIntegralNumber() && length.canConvertToLong();
    if (!whole || length.longValue() < 0 || !kind.fits(digest)) {
      return Optional.empty();
    }
    return Optional.of(new HubFile(path, length.longValue(), new FileDigest(kind, digest)));
  }

  private static String licence(JsonNode root) {
    JsonNode card = root.path("cardData");
    String name = card.path("license_name").asText(card.path("license").asText());
    return name.matches("[!-~][ -~]{0,99}") ? name : NOT_NAMED;
  }
}
