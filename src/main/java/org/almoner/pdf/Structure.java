package org.almoner.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDStandardAttributeObject;

/** The order and meaning of what stands on the pages (ISO 32000-1, 14.7). */
final class Structure {

    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Deque<Element> open = new ArrayDeque<>();
    private final COSArray parents = inline();
    private COSArray marksOfPage = inline();
    private int nextKey;

    Structure(PDDocumentCatalog catalog) {
        catalog.setStructureTreeRoot(root);
    }

    /** An element whose content is still being added. */
    private record Element(COSDictionary dictionary, COSArray kids) {}

    /** A list that is no object of its own: there would be as many as elements. */
    private static COSArray inline() {
        COSArray list = new COSArray();
        list.setDirect(true);
        return list;
    }

    /** Begins an element below the one that is open. */
    COSDictionary begin(PdfRole role) {
        Element above = open.peek();
        COSDictionary parent = above == null ? root.getCOSObject() : above.dictionary;
        Element it = new Element(new COSDictionary(), inline());
        it.dictionary.setItem(COSName.S, role.tag());
        it.dictionary.setItem(COSName.P, parent);
        it.dictionary.setItem(COSName.K, it.kids);
        if (above == null) {
            parent.setItem(COSName.K, it.dictionary);
        } else {
            above.kids.add(it.dictionary);
        }
        open.push(it);
        return it.dictionary;
    }

    /** Begins an element of which there is more to say. */
    COSDictionary begin(PdfRole role, PDStandardAttributeObject attributes) {
        COSDictionary element = begin(role);
        attributes.getCOSObject().setDirect(true);
        element.setItem(COSName.A, attributes);
        return element;
    }

    /** The open element is in another language than the document. */
    void speak(Locale language) {
        open.element().dictionary.setString(COSName.LANG, language.toLanguageTag());
    }

    /** Ends the element that was begun last. */
    void end() {
        open.pop();
    }

    /** The number under which the next content on a page belongs to the open element. */
    int mark(COSDictionary page) {
        int mark = marksOfPage.size();
        Element it = open.element();
        marksOfPage.add(it.dictionary);
        if (!it.dictionary.containsKey(COSName.PG)) {
            it.dictionary.setItem(COSName.PG, page);
        }
        if (it.dictionary.getItem(COSName.PG) == page) {
            it.kids.add(COSInteger.get(mark));
        } else {
            it.kids.add(elsewhere(COSName.MCR, page, COSName.MCID, COSInteger.get(mark)));
        }
        return mark;
    }

    /** A link's area on a page belongs to the open element; answers its key. */
    int reference(COSDictionary annotation, COSDictionary page) {
        Element it = open.element();
        it.kids.add(elsewhere(COSName.OBJR, page, COSName.OBJ, annotation));
        return enter(it.dictionary);
    }

    private static COSDictionary elsewhere(
            COSName type, COSDictionary page, COSName what, COSBase it) {
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, type);
        reference.setItem(COSName.PG, page);
        reference.setItem(what, it);
        reference.setDirect(true);
        return reference;
    }

    /** What belongs to whom on the page that ends; answers the page's key. */
    int endPage() {
        COSArray marks = marksOfPage;
        marksOfPage = inline();
        return enter(marks);
    }

    private int enter(COSBase parent) {
        parents.add(COSInteger.get(nextKey));
        parents.add(parent);
        return nextKey++;
    }

    /** Completes it; every element must have ended. */
    void finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("An element has not ended");
        }
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, parents);
        root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
        root.setParentTreeNextKey(nextKey);
    }
}
