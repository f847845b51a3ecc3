package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as one HTML file. It requests nothing and can request nothing: its policy allows its own
 * styles and scripts by their hashes, and no other. Without scripts it reads the same, unsorted and
 * unfiltered; on paper it is black on white.
 *
 * @param title of the file and of its first heading
 * @param subtitle what the report is of, and what to bear in mind; may be empty
 * @param sections from four on they are also listed above
 * @param footer who wrote it and when; may be empty
 * @param styles beside the frame's, CSS
 * @param scripts beside the frame's, run once the page is read
 */
public record Page(
    String title,
    Html subtitle,
    List<Section> sections,
    Html footer,
    List<String> styles,
    List<String> scripts) {
  private static final int LISTED = 4;

  /** A section with the anchor it is found by. */
  record Anchored(String anchor, String heading, Html content) {}

  /** A script or style with nothing else. */
  record Source(String text) {}

  public Page {
    sections = List.copyOf(sections);
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  public Page(String title, Html subtitle, List<Section> sections, Html footer) {
    this(title, subtitle, sections, footer, List.of(), List.of());
  }

  /** With one more script of the page's own. */
  public Page withScript(String script) {
    return new Page(title, subtitle, sections, footer, styles, with(scripts, script));
  }

  /** With one more style sheet of the page's own. */
  public Page withStyle(String style) {
    return new Page(title, subtitle, sections, footer, with(styles, style), scripts);
  }

  /** The file's text, to be written as UTF-8. */
  public String html() {
    List<String> allStyles = new ArrayList<>(List.of(resource("page.css")));
    allStyles.addAll(styles);
    List<String> allScripts = new ArrayList<>(List.of(resource("page.js")));
    allScripts.addAll(scripts);
    return PageResource.filled(
        Page.class,
        "page.html.mustache",
        Map.of(
            "policy",
            "default-src 'none'; script-src "
                + hashes(allScripts)
                + "; style-src "
                + hashes(allStyles)
                + "; base-uri 'none'; form-action 'none'",
            "title",
            Html.text(title),
            "plainTitle",
            title.replaceAll("[\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]", "\uFFFD"),
            "subtitle",
            subtitle,
            "listed",
            sections.size() >= LISTED,
            "sections",
            anchored(),
            "footer",
            footer,
            "styles",
            allStyles.stream().map(Source::new).toList(),
            "scripts",
            allScripts.stream().map(Source::new).toList()));
  }

  private List<Anchored> anchored() {
    List<Anchored> anchored = new ArrayList<>();
    for (Section section : sections) {
      anchored.add(
          new Anchored("s" + anchored.size(), section.heading(), Html.of(section.content())));
    }
    return anchored;
  }

  private static String hashes(List<String> contents) {
    return contents.stream().map(PageResource::policyHash).collect(Collectors.joining(" "));
  }

  private static List<String> with(List<String> all, String one) {
    List<String> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }

  private static String resource(String name) {
    return PageResource.text(Page.class, name);
  }
}
