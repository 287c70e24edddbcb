package org.almoner.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Bounds what is read of a body whose length was not declared (AB-16); {@link RequestShape} looks
 * at declared lengths. Notifications of payment providers and files of banks may be larger than
 * what visitors send, and so may signed forms.
 */
@Provider
class BodyLimit implements ContainerRequestFilter {

    static final int OF_VISITORS = 64 * 1024;
    static final int OF_PROVIDERS = 256 * 1024;
    static final int OF_BANK_FILES = 20 * 1024 * 1024;
    static final int OF_FORMS = 5 * 1024 * 1024;

    private static final String PROVIDERS = "/v1/webhooks/";
    private static final String BANK_FILES = "/v1/staff/bank-statements";

    private static final Pattern FORMS =
            Pattern.compile(
                    "/v1/staff/(donors/[^/]+/consent-documents|periodic-gift-agreements/[^/]+/signed-forms)");

    private final HttpServerRequest request;

    BodyLimit(HttpServerRequest request) {
        this.request = request;
    }

    static int of(String path) {
        if (takesXml(path)) {
            return OF_BANK_FILES;
        }
        if (takesForms(path)) {
            return OF_FORMS;
        }
        return path.startsWith(PROVIDERS) ? OF_PROVIDERS : OF_VISITORS;
    }

    /** Whether files of banks come here, and nothing else. */
    static boolean takesXml(String path) {
        return path.equals(BANK_FILES);
    }

    /** Whether signed forms come here, as documents or pictures, and nothing else. */
    static boolean takesForms(String path) {
        return FORMS.matcher(path).matches();
    }

    static DomainProblem exceeded() {
        return DomainProblem.of(
                ProblemType.BODY_TOO_LARGE,
                "A body may have 64 KiB, the notification of a payment provider 256 KiB, a signed"
                        + " form 5 MiB, a bank's file 20 MiB.");
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (context.getHeaderString(HttpHeaders.CONTENT_LENGTH) == null
                && context.getHeaderString(HttpHeaders.CONTENT_TYPE) != null) {
            context.setEntityStream(new Bounded(context.getEntityStream(), of(request.path())));
        }
    }

    /** Refuses to give more bytes than allowed. */
    private static final class Bounded extends FilterInputStream {

        private int left;

        Bounded(InputStream in, int limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                count(count);
            }
            return count;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw exceeded();
            }
        }
    }
}
