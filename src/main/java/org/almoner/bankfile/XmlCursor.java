package org.almoner.bankfile;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks a foreign XML file element by element. There are no document types, and with them no
 * entities to expand or fetch; depth and text are bounded, so memory is too.
 */
final class XmlCursor {

    /** What to do with one child element: read its text, its children, or skip it. */
    interface Child {
        void read(String name) throws BankFileRefused;
    }

    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 4000;
    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader in;
    private int depth;

    XmlCursor(InputStream bytes) throws BankFileRefused {
        try {
            in = XML.createXMLStreamReader(bytes);
        } catch (XMLStreamException broken) {
            throw notWellFormed(broken);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Goes to the root element; its namespace says what the file is. */
    String root(String name) throws BankFileRefused {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        depth = 1;
        if (!in.getLocalName().equals(name)) {
            throw refused("unknown_document", "The root element must be " + name);
        }
        String namespace = in.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** Reads each child of the current element and stops at the element's end. */
    void children(Child child) throws BankFileRefused {
        int home = depth;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                deeper();
                String name = in.getLocalName();
                child.read(name);
                if (depth != home) {
                    throw new IllegalStateException("The reader of " + name + " left it unread");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth = home - 1;
                return;
            } else if (isText(event) && !content().isBlank()) {
                throw refused("unexpected_text", "Text stands where only elements may stand");
            }
        }
    }

    /** The only child element of the given name; others are skipped. */
    void only(String wanted, Child child) throws BankFileRefused {
        children(
                name -> {
                    if (name.equals(wanted)) {
                        child.read(name);
                    } else {
                        skip();
                    }
                });
    }

    /** The current element's text without blanks around it, to the element's end. */
    String text() throws BankFileRefused {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                return text.toString().strip();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw refused("unexpected_element", "An element stands where only text may stand");
            }
            if (isText(event)) {
                text.append(content());
                if (text.length() > LONGEST_TEXT) {
                    throw refused(
                            "too_long", "A field has more than " + LONGEST_TEXT + " characters");
                }
            }
        }
    }

    /** The current element's text, or that of its child of the given name. */
    String textOrChild(String wanted) throws BankFileRefused {
        StringBuilder text = new StringBuilder();
        int home = depth;
        while (depth >= home) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                deeper();
                if (in.getLocalName().equals(wanted)) {
                    text.append(text());
                } else {
                    skip();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (isText(event) && text.length() < LONGEST_TEXT) {
                text.append(content());
            }
        }
        return text.toString().strip();
    }

    /** Leaves out the current element with all in it. */
    void skip() throws BankFileRefused {
        int home = depth - 1;
        while (depth > home) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                deeper();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** An attribute of the current element, before its text is read; {@code null} without it. */
    String attribute(String name) {
        return in.getAttributeValue(null, name);
    }

    /** Reads what follows the root's end, so that a second file behind it is noticed. */
    void end() throws BankFileRefused {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            continue;
        }
    }

    /**
     * The parser reads a text only when it is asked for it, and may find only then what is wrong.
     */
    private String content() throws BankFileRefused {
        try {
            return in.getText();
        } catch (UncheckedStreamException broken) {
            throw notWellFormed(broken.getCause());
        }
    }

    private void deeper() throws BankFileRefused {
        depth++;
        if (depth > DEEPEST) {
            throw refused("too_deep", "Elements lie more than " + DEEPEST + " deep");
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
    }

    private int next() throws BankFileRefused {
        try {
            int event = in.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refused("document_type", "Document types and entities are not taken");
            }
            return event;
        } catch (XMLStreamException broken) {
            throw notWellFormed(broken);
        } catch (UncheckedStreamException broken) {
            throw notWellFormed(broken.getCause());
        } catch (java.util.NoSuchElementException ended) {
            throw refused("truncated", "The file ends too early");
        }
    }

    BankFileRefused refused(String rule, String message) {
        return new BankFileRefused(rule, message, in.getLocation().getLineNumber());
    }

    /** The parser's own message may quote the file, so it is not passed on. */
    private static BankFileRefused notWellFormed(Throwable broken) {
        int line =
                broken instanceof XMLStreamException told && told.getLocation() != null
                        ? told.getLocation().getLineNumber()
                        : 0;
        return new BankFileRefused(
                "not_well_formed",
                "The file is cut off, in another encoding than it says, or no XML",
                line);
    }
}
