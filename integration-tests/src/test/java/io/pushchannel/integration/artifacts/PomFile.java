package io.pushchannel.integration.artifacts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One {@code pom.xml} as it is written, without what it inherits. */
record PomFile(Path directory, Document document) {

  static PomFile read(Path directory) {
    Path file = directory.resolve("pom.xml");
    try {
      return new PomFile(
          directory,
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  String artifact() {
    return texts("/project/artifactId").get(0);
  }

  String parentArtifact() {
    return String.join(", ", texts("/project/parent/artifactId"));
  }

  boolean isPom() {
    return texts("/project/packaging").equals(List.of("pom"));
  }

  boolean has(String element) {
    return texts("/project/" + element).stream().anyMatch(text -> !text.isBlank());
  }

  boolean skipsDeployment() {
    return texts("/project/properties/maven.deploy.skip").equals(List.of("true"));
  }

  /** The artifacts of this project that it manages, in a BOM. */
  List<String> managed() {
    return texts("/project/dependencyManagement/dependencies/dependency/artifactId");
  }

  /** All modules, those in profiles as well. */
  List<String> modules() {
    return texts("//modules/module");
  }

  List<String> unconditionalModules() {
    return texts("/project/modules/module");
  }

  private List<String> texts(String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent().trim())
          .toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException("expected an XPath, got " + path, e);
    }
  }

  @Override
  public String toString() {
    return directory.resolve("pom.xml").toString();
  }
}
