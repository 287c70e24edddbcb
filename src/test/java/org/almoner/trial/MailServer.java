package org.almoner.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mail server with moods. It remembers every mail whose whole text it has seen. */
final class MailServer implements AutoCloseable {

    /** How it behaves. */
    enum Mood {
        WELL,
        /** Nobody listens on the port. */
        REFUSING,
        /** Connections are taken, and nothing is ever said. */
        HANGING,
        /** 421 instead of a greeting. */
        BUSY,
        /** 451 after RCPT: greylisting and the like. */
        LATER,
        /** 552 after DATA: refused for good. */
        NEVER,
        /** The mail is taken, and the connection ends before the 250. */
        AMBIGUOUS
    }

    /** A mail as it came, and whether the sender was told that it had arrived. */
    record Arrival(String messageId, String to, boolean told) {}

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*(<[^>]+>)");

    private final int port = Node.freePort();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "mail-server");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile Mood mood = Mood.WELL;
    private ServerSocket listener;

    private MailServer() {}

    static MailServer start() {
        MailServer server = new MailServer();
        server.listen();
        return server;
    }

    private void listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = socket;
            threads.execute(() -> accept(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    /** Changes the mood; connections that are open now end. */
    synchronized void be(Mood next) {
        if (mood != Mood.REFUSING && next == Mood.REFUSING) {
            closeQuietly(listener);
        } else if (mood == Mood.REFUSING && next != Mood.REFUSING) {
            listen();
        }
        mood = next;
        open.forEach(MailServer::closeQuietly);
    }

    /** Every mail whose whole text came, in order, doubles included. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** How often mails came to one of these addresses, by {@code Message-ID}. */
    Map<String, Long> byMessageId(Set<String> recipients) {
        return arrivals.stream()
                .filter(mail -> recipients.contains(mail.to()))
                .collect(Collectors.groupingBy(Arrival::messageId, Collectors.counting()));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                open.add(caller);
                threads.execute(() -> converse(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        caller.getInputStream(), StandardCharsets.UTF_8));
                Writer out =
                        new java.io.OutputStreamWriter(
                                caller.getOutputStream(), StandardCharsets.UTF_8)) {
            switch (mood) {
                case HANGING -> in.readLine();
                case BUSY -> say(out, "421 Too busy");
                default -> {
                    say(out, "220 trial ESMTP");
                    serve(in, out);
                }
            }
        } catch (IOException gone) {
            // the caller, or a change of mood, has ended the connection
        } finally {
            open.remove(caller);
        }
    }

    private void serve(BufferedReader in, Writer out) throws IOException {
        String to = "";
        String line;
        while ((line = in.readLine()) != null) {
            String verb = line.toUpperCase(Locale.ROOT);
            if (verb.startsWith("EHLO")) {
                say(out, "250-trial\r\n250-8BITMIME\r\n250 SMTPUTF8");
            } else if (verb.startsWith("RCPT") && mood == Mood.LATER) {
                say(out, "451 Try again later");
            } else if (verb.startsWith("RCPT")) {
                to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                say(out, "250 OK");
            } else if (verb.equals("DATA")) {
                say(out, "354 Go on");
                if (!take(in, out, to)) {
                    return;
                }
            } else if (verb.equals("QUIT")) {
                say(out, "221 Bye");
                return;
            } else {
                say(out, "250 OK");
            }
        }
    }

    /** Reads a mail; {@code false} when the connection shall end without an answer. */
    private boolean take(BufferedReader in, Writer out, String to) throws IOException {
        StringBuilder text = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            text.append(line).append('\n');
        }
        if (line == null) {
            return false;
        }
        if (mood == Mood.NEVER) {
            say(out, "552 Mailbox full for good");
            return true;
        }
        boolean told = mood != Mood.AMBIGUOUS;
        Matcher messageId = MESSAGE_ID.matcher(text);
        arrivals.add(new Arrival(messageId.find() ? messageId.group(1) : "none", to, told));
        if (told) {
            say(out, "250 Taken");
        }
        return told;
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    private static void closeQuietly(java.io.Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(MailServer::closeQuietly);
        threads.shutdownNow();
    }
}
