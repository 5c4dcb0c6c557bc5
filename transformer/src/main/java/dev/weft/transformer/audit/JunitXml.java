package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.source.Sources;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes audits as JUnit's reports are written, which every CI shows: a suite for each directory or
 * jar, a test for each check.
 */
public final class JunitXml {
  private final XMLStreamWriter xml;
  private final Sources sources;

  private JunitXml(XMLStreamWriter xml, Sources sources) {
    this.xml = xml;
    this.sources = sources;
  }

  /** The text of a file. */
  public static String write(List<Audit> audits, Sources sources) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(xml, sources).write(audits);
      xml.close();
    } catch (XMLStreamException e) {
      // Nothing can fail that writes to memory.
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void write(List<Audit> audits) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    for (Audit audit : audits) {
      xml.writeCharacters("\n  ");
      write(audit);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void write(Audit audit) throws XMLStreamException {
    long failed =
        List.of(Check.values()).stream().filter(check -> !audit.findings(check).isEmpty()).count();
    long skipped =
        List.of(Check.values()).stream().filter(check -> isSkipped(audit, check)).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "weft:verify " + audit.path());
    xml.writeAttribute("tests", Integer.toString(Check.values().length));
    xml.writeAttribute("failures", Long.toString(failed));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Long.toString(skipped));
    for (Check check : Check.values()) {
      xml.writeCharacters("\n    ");
      write(audit, check);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static boolean isSkipped(Audit audit, Check check) {
    return audit.findings(check).isEmpty() && !audit.notes(check).isEmpty();
  }

  private void write(Audit audit, Check check) throws XMLStreamException {
    List<Diagnostic> problems = audit.findings(check);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "weft.verify");
    xml.writeAttribute("name", check.claim());
    if (!problems.isEmpty()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", problems.get(0).code().id());
      xml.writeAttribute("message", printable(Words.count(problems.size(), "finding")));
      xml.writeCharacters(
          printable(problems.stream().map(sources::render).collect(Collectors.joining("\n"))));
      xml.writeEndElement();
    } else if (isSkipped(audit, check)) {
      xml.writeStartElement("skipped");
      xml.writeAttribute("message", printable(String.join("; ", audit.notes(check))));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Names in a class file may have characters that XML has not. */
  private static String printable(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
