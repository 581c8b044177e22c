package io.pushchannel.demo.pages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders the Markdown lessons as pages under the same names, so that links remain valid. */
final class Lessons {

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).build();

  private final Map<String, byte[]> files;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Map<String, String> titles = new LinkedHashMap<>();

  private Lessons(Map<String, byte[]> files) {
    this.files = files;
  }

  /** Renders the Markdown files, and returns them together with the other files, such as images. */
  static Map<String, Page> render(Map<String, byte[]> files) {
    Lessons lessons = new Lessons(files);
    files.forEach(lessons::add);
    lessons.addContents();
    return lessons.pages;
  }

  private void add(String name, byte[] body) {
    if (!name.endsWith(".md")) {
      pages.put(name, Page.file(name, body));
      return;
    }
    Node lesson = PARSER.parse(new String(body, StandardCharsets.UTF_8));
    lesson.accept(new LinksOut(name, files.keySet()));
    String title = title(lesson, name);
    titles.put(name, title);
    Page page = page(title, name.startsWith("zh/") ? "zh" : "en", RENDERER.render(lesson));
    pages.put(name, page);
    if (name.endsWith("README.md")) {
      pages.put(name.substring(0, name.length() - "README.md".length()), page);
    }
  }

  /** Adds a list of the lessons, unless a README is the first page. */
  private void addContents() {
    StringBuilder list = new StringBuilder("<h1>Lessons</h1>\n");
    list.append(titles.isEmpty() ? "<p>There are none yet.</p>\n" : "<ul>\n");
    titles.forEach(
        (name, title) ->
            list.append("<li><a href=\"%s\">%s</a></li>\n".formatted(name, escaped(title))));
    list.append(titles.isEmpty() ? "" : "</ul>\n");
    pages.putIfAbsent("", page("Lessons", "en", list.toString()));
  }

  private static Page page(String title, String language, String content) {
    return Page.html(
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s - PushChannel</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/style.css">
        <script src="/js/theme.js"></script>
        <script type="module" src="/js/frame.js"></script>
        </head>
        <body>
        <main class="lesson">
        %s</main>
        </body>
        </html>
        """
            .formatted(language, escaped(title), content));
  }

  private static String title(Node lesson, String name) {
    for (Node node = lesson.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text part) {
                text.append(part.getLiteral());
              }

              @Override
              public void visit(Code part) {
                text.append(part.getLiteral());
              }
            });
        return text.toString();
      }
    }
    return name;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** Replaces links to files that are not served, such as sources, by their text. */
  private static final class LinksOut extends AbstractVisitor {

    private final URI here;
    private final Set<String> served;

    LinksOut(String name, Set<String> served) {
      this.here = URI.create("/lessons/" + name);
      this.served = served;
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      URI target = here.resolve(link.getDestination().replace(" ", "%20"));
      if (target.getHost() == null && !isServed(target.getPath())) {
        while (link.getFirstChild() != null) {
          link.insertBefore(link.getFirstChild());
        }
        link.unlink();
      }
    }

    private boolean isServed(String path) {
      if (!path.startsWith("/lessons/")) {
        return path.equals("/") || path.startsWith("/examples/");
      }
      String name = path.substring("/lessons/".length());
      return name.isEmpty() || served.contains(name) || served.contains(name + "README.md");
    }
  }
}
