package org.almoner.consent;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** What a signed form may be; told by its first bytes, never by what it is called. */
public enum DocumentType {
    /** ISO 32000: the header. */
    PDF("application/pdf", "255044462d"),
    /** ITU-T T.81: start of image, and the marker that follows. */
    JPEG("image/jpeg", "ffd8ff"),
    /** ISO/IEC 15948: the signature. */
    PNG("image/png", "89504e470d0a1a0a");

    /** A form may have so many bytes, 5 MiB. */
    public static final int LARGEST = 5 * 1024 * 1024;

    private final String mediaType;
    private final byte[] begins;

    DocumentType(String mediaType, String begins) {
        this.mediaType = mediaType;
        this.begins = HexFormat.of().parseHex(begins);
    }

    /** As HTTP names it. */
    String mediaType() {
        return mediaType;
    }

    /**
     * As HTTP names what these bytes are.
     *
     * @throws DomainProblem 413 for more than {@link #LARGEST} bytes, 400 for what is neither PDF
     *     nor JPEG nor PNG by its content
     */
    public static String required(byte[] content) {
        if (content.length > LARGEST) {
            throw DomainProblem.of(
                    ProblemType.BODY_TOO_LARGE, "A form may have 5 MiB; make the picture smaller.");
        }
        return of(content)
                .map(DocumentType::mediaType)
                .orElseThrow(
                        () ->
                                DomainProblem.invalid(
                                        "body",
                                        "not_a_document",
                                        "A PDF, JPEG or PNG, by its content."));
    }

    /** What these bytes are; empty for anything else. */
    static Optional<DocumentType> of(byte[] content) {
        return Arrays.stream(values()).filter(it -> it.isBeginOf(content)).findFirst();
    }

    private boolean isBeginOf(byte[] content) {
        return content.length > begins.length
                && Arrays.equals(content, 0, begins.length, begins, 0, begins.length);
    }
}
