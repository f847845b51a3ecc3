package dev.assay.hub;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Fetches models from a Hugging Face hub into a folder. */
public final class HubFetch {
  /** Of a list of files, and of an index of shards. */
  private static final int MOST_TEXT_BYTES = 64 << 20;

  private final Path folder;
  private final HubEndpoint endpoint;
  private final Consumer<String> progress;
  private final Attempts attempts;

  /**
   * @param folder that models are put in; it is made where it is missing
   * @param progress is told of each file
   */
  public HubFetch(Path folder, HubEndpoint endpoint, Consumer<String> progress) {
    this(folder, endpoint, progress, Attempts.Pause.SLEEP);
  }

  HubFetch(Path folder, HubEndpoint endpoint, Consumer<String> progress, Attempts.Pause pause) {
    this.folder = folder;
    this.endpoint = endpoint;
    this.progress = progress;
    this.attempts = new Attempts(pause);
  }

  /**
   * What was fetched.
   *
   * @param place of the model folder, or of the one file
   * @param commit that it is of
   * @param licence as the repository's card names it
   * @param fetchedFiles how many files came; 0 where all were there
   */
  public record Fetched(Path place, String commit, String licence, int fetchedFiles) {}

  /**
   * Puts a repository's model in its place: a folder of the model's name with the files that
   * loading reads, config.json last, or the one GGUF file that is wanted. What is there and right
   * is not fetched again; what was begun goes on.
   *
   * @throws AssayException of kind OUTPUT where something else lies there, room is short or a file
   *     cannot be written; of kind DATA where the hub does not give it, or something else
   */
  public Fetched fetch(HubRepository repository) throws IOException {
    HubErrors errors = new HubErrors(endpoint, repository);
    HubListing listing = listing(repository, errors);
    FilesThatAreRead read = new FilesThatAreRead(listing, errors);
    HubDownload download =
        new HubDownload(endpoint, repository, listing.commit(), attempts, progress);
    if (repository.wantedFile().isPresent()) {
      HubFile file = read.file(repository.wantedFile().get());
      int fetched = all(repository, List.of(file), folder, download);
      return new Fetched(folder.resolve(file.name()), listing.commit(), listing.licence(), fetched);
    }
    Path place = folder.resolve(repository.model());
    int fetched = 0;
    String index = null;
    if (read.hasIndex()) {
      HubFile file = read.file(FilesThatAreRead.INDEX);
      if (file.bytes() > MOST_TEXT_BYTES) {
        throw errors.unusable(file.path(), "it has " + file.bytes() + " bytes");
      }
      fetched += all(repository, List.of(file), place, download);
      index = Files.readString(place.resolve(file.name()));
    }
    fetched += all(repository, read.folder(index), place, download);
    return new Fetched(place, listing.commit(), listing.licence(), fetched);
  }

  private HubListing listing(HubRepository repository, HubErrors errors) {
    List<byte[]> answered = new ArrayList<>();
    try {
      attempts.of(
          new Attempts.Attempt() {
            @Override
            public boolean run() throws IOException {
              try (HubAnswer answer = HubAnswer.get(endpoint, endpoint.listing(repository), 0)) {
                if (answer.status() != 200) {
                  throw new Attempts.Refusal(answer);
                }
                try (InputStream body = answer.body()) {
                  answered.add(body.readNBytes(MOST_TEXT_BYTES));
                }
                return true;
              }
            }

            @Override
            public long progress() {
              return 0;
            }
          });
    } catch (IOException e) {
      throw errors.of("the list of files", e);
    }
    return HubListing.parse(answered.get(0), errors);
  }

  /**
   * @return how many came
   */
  private int all(HubRepository repository, List<HubFile> files, Path place, HubDownload download)
      throws IOException {
    List<HubFile> missing = new ArrayList<>();
    for (HubFile file : files) {
      if (!isThere(file, place.resolve(file.name()))) {
        missing.add(file);
      }
    }
    if (missing.isEmpty()) {
      return 0;
    }
    Files.createDirectories(place);
    refuseWithoutRoom(repository, missing, place);
    for (HubFile file : missing) {
      download.fetch(file, place.resolve(file.name()));
    }
    return missing.size();
  }

  private static boolean isThere(HubFile file, Path place) throws IOException {
    if (!Files.exists(place)) {
      return false;
    }
    FileDigest found = file.digest().of(place);
    if (found.equals(file.digest())) {
      return true;
    }
    throw new AssayException(
        ErrorKind.OUTPUT,
        file.path() + " is not fetched",
        place + " is there, with the " + found + " and not " + file.digest(),
        "move it away, or give another folder");
  }

  private static void refuseWithoutRoom(HubRepository repository, List<HubFile> files, Path place)
      throws IOException {
    double needed = 0;
    for (HubFile file : files) {
      Path part = HubDownload.part(file, place.resolve(file.name()));
      needed += file.bytes() - (Files.exists(part) ? Files.size(part) : 0);
    }
    long free = Files.getFileStore(place).getUsableSpace();
    if (needed > free) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          repository.name() + " is not fetched",
          String.format(
              Locale.ROOT, "%,.0f bytes are missing, and %s has room for %,d", needed, place, free),
          "make room, or give another folder");
    }
  }
}
