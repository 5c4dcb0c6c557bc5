package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What Eclipse does with the goals that may be bound to a phase. */
class LifecycleMetadataTest {
  @Test
  void eclipseWeavesAfterEachCompilationAndProvesNothing() throws Exception {
    assertThat(goals("action/execute[runOnIncremental='true' and runOnConfiguration='true']"))
        .containsExactly("transform", "transform-tests");
    assertThat(goals("action/ignore")).containsExactly("verify");
  }

  private static List<String> goals(String condition) throws Exception {
    String file = "/META-INF/m2e/lifecycle-mapping-metadata.xml";
    try (InputStream in = LifecycleMetadataTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      XPath path = XPathFactory.newInstance().newXPath();
      NodeList goals =
          (NodeList)
              path.evaluate(
                  "//pluginExecution[" + condition + "]/pluginExecutionFilter/goals/goal",
                  document,
                  XPathConstants.NODESET);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < goals.getLength(); i++) {
        names.add(goals.item(i).getTextContent());
      }
      return names;
    }
  }
}
