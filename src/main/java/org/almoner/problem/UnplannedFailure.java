package org.almoner.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;
import java.io.CharConversionException;
import java.io.UnsupportedEncodingException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;

/**
 * What nobody threw on purpose. A database that is down, slow or being replaced is a 503 that may
 * be tried again (EO-22); whoever came second is a conflict; the rest is our mistake and is logged
 * under the request's id, without messages, because those quote data.
 */
final class UnplannedFailure {

    private static final Logger LOG = Logger.getLogger(UnplannedFailure.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MOST_CAUSES = 20;
    private static final int FRAMES = 12;

    /**
     * Classes of SQL states: 08 connection, 53 resources, 57 operator intervention (shutdown,
     * cancelled statement), 58 system, 40 rolled back by the server.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "57", "58", "40");

    private static final Set<String> TRANSIENT_STATES =
            Set.of(
                    "55P03", // lock_not_available: our lock_timeout
                    "25P03", // idle_in_transaction_session_timeout
                    "25006", // read-only: the primary became a standby
                    "0A000"); // cached plan of a replaced server

    private static final List<String> WORDS_OF_THE_POOL =
            List.of(
                    "Acquisition timeout",
                    "acquisition timeout",
                    "This pool is closed",
                    "This connection has been closed");

    private UnplannedFailure() {}

    static DomainProblem problem(Throwable failure, RoutingContext request) {
        List<Throwable> chain = chain(failure);
        for (Throwable cause : chain) {
            if (cause instanceof DomainProblem refusal) {
                return refusal;
            }
        }
        if (chain.stream().anyMatch(UnplannedFailure::isUnreadableText)) {
            return UnreadableJson.malformed("The body is not text in UTF-8.");
        }
        if (chain.stream().anyMatch(UnplannedFailure::isOutage)) {
            LOG.warnf(
                    "A part is down (request %s): %s",
                    ProblemAnswer.requestId(request), names(chain));
            return unavailable();
        }
        if (chain.stream().anyMatch(UnplannedFailure::isLateEdit)) {
            return cameSecond(request);
        }
        LOG.errorf(
                "Unexpected failure (request %s): %s",
                ProblemAnswer.requestId(request), story(chain));
        return DomainProblem.of(
                ProblemType.UNEXPECTED,
                "It is written down under the request id; nothing about you is in it.");
    }

    /** Whether a part that is down is anywhere among the causes. */
    static boolean isOutageAtAll(Throwable failure) {
        return chain(failure).stream().anyMatch(UnplannedFailure::isOutage);
    }

    /** The names of all causes, which hold nobody's data. */
    static String namesOf(Throwable failure) {
        return names(chain(failure));
    }

    /** The names of all causes and where they came from. */
    static String storyOf(Throwable failure) {
        return story(chain(failure));
    }

    static DomainProblem unavailable() {
        return DomainProblem.of(
                        ProblemType.UNAVAILABLE,
                        "Send the same request again after the given time; with an Idempotency-Key"
                                + " nothing happens twice.")
                .retryAfter(SOON);
    }

    private static DomainProblem cameSecond(RoutingContext request) {
        boolean conditional =
                request != null && request.request().getHeader(HttpHeaders.IF_MATCH) != null;
        return DomainProblem.of(
                conditional ? ProblemType.STALE_EDIT : ProblemType.WRONG_STATE,
                "Something else changed it at the same moment; read it again.");
    }

    private static boolean isUnreadableText(Throwable cause) {
        return cause instanceof CharConversionException
                || cause instanceof UnsupportedEncodingException
                || cause instanceof HttpClosedException;
    }

    private static boolean isLateEdit(Throwable cause) {
        return cause instanceof OptimisticLockException || cause instanceof StaleStateException;
    }

    static boolean isOutage(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return isOutage(sql);
        }
        return cause instanceof JDBCConnectionException
                || cause instanceof LockTimeoutException
                || cause instanceof QueryTimeoutException
                || cause instanceof PessimisticLockException
                || cause instanceof RejectedExecutionException
                || isTransactionTimeout(cause);
    }

    private static boolean isOutage(SQLException failure) {
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state != null && state.length() == 5) {
            return isWhileConnecting(failure)
                    || TRANSIENT_STATES.contains(state)
                    || TRANSIENT_CLASSES.contains(state.substring(0, 2));
        }
        String message = String.valueOf(failure.getMessage());
        return WORDS_OF_THE_POOL.stream().anyMatch(message::contains);
    }

    /** The driver was opening a connection; whatever kept it from it, the database is away. */
    private static boolean isWhileConnecting(SQLException failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(
                        frame ->
                                frame.getClassName().equals("org.postgresql.Driver")
                                        && frame.getMethodName().equals("connect"));
    }

    /**
     * The transaction manager gave up on it, which it does after its time limit only. When it finds
     * out at the end, as a node does that was frozen in between, nothing else is among the causes.
     */
    private static boolean isTransactionTimeout(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof RollbackException && message.contains("ARJUNA016053")) {
            return cause.getCause() == null && cause.getSuppressed().length == 0;
        }
        return (cause instanceof RollbackException || cause instanceof IllegalStateException)
                && (message.contains("ARJUNA016102") || message.contains("ARJUNA016063"));
    }

    /** The causes, and what a failed commit carries beside them: the connection's own word. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        collect(failure, chain);
        return chain;
    }

    private static void collect(Throwable failure, List<Throwable> chain) {
        if (failure == null || chain.size() >= MOST_CAUSES || chain.contains(failure)) {
            return;
        }
        chain.add(failure);
        collect(failure.getCause(), chain);
        if (failure instanceof RollbackException) {
            for (Throwable beside : failure.getSuppressed()) {
                collect(beside, chain);
            }
        }
    }

    private static String names(List<Throwable> chain) {
        return String.join(
                " < ", chain.stream().map(cause -> cause.getClass().getSimpleName()).toList());
    }

    private static String story(List<Throwable> chain) {
        StringBuilder story = new StringBuilder();
        for (Throwable cause : chain) {
            story.append("\n  ").append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                story.append("\n    at ").append(frames[i]);
            }
        }
        return story.toString();
    }
}
